package examples

import (
	"io"
	"sync"
)

type block struct{ data [4096]byte }

var blocks = sync.Pool{New: func() any { return new(block) }}

func copyAll(sources []io.Reader, w io.Writer) error {
	for _, source := range sources {
		b := blocks.Get().(*block) // want POOL-03
		n, err := source.Read(b.data[:])
		if err != nil {
			return err
		}
		if _, err := w.Write(b.data[:n]); err != nil {
			blocks.Put(b)
			return err
		}
		blocks.Put(b)
	}
	return nil
}

func untilEnd(source io.Reader, w io.Writer) error {
	for {
		b := blocks.Get().(*block) // want POOL-03
		n, err := source.Read(b.data[:])
		if err != nil {
			return err
		}
		_, _ = w.Write(b.data[:n])
		blocks.Put(b)
	}
}

func inLiteral(rounds int) {
	each := func(round int) {
		b := blocks.Get().(*block) // want POOL-03
		b.data[0] = byte(round)
		if round%3 == 0 {
			return
		}
		blocks.Put(b)
	}
	for round := range rounds {
		each(round)
	}
}

func onSuccess(source io.Reader) (int, error) {
	b := blocks.Get().(*block) // want POOL-03
	n, err := source.Read(b.data[:])
	if err == nil {
		blocks.Put(b)
	}
	return n, err
}
