package examples

import (
	"bytes"
	"io"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func early(err error) error {
	b := pool.Get().(*bytes.Buffer) // want POOL-03
	b.Reset()
	if err != nil {
		return err
	}
	pool.Put(b)
	return nil
}

func never() int {
	b := pool.Get().(*bytes.Buffer) // want POOL-03
	b.Reset()
	return b.Len()
}

func get() *bytes.Buffer { return pool.Get().(*bytes.Buffer) }

func wrapped(r io.Reader) error {
	b := get() // want POOL-03
	b.Reset()
	if _, err := b.ReadFrom(r); err != nil {
		return err
	}
	if b.Cap() < 1<<16 {
		pool.Put(b)
	}
	return nil
}

func onlyOnError(err error) (*bytes.Buffer, error) {
	b := get() // want POOL-03
	b.Reset()
	if err != nil {
		return nil, err
	}
	return b, nil
}

func each(n int) {
	for i := 0; i < n; i++ {
		b := get() // want POOL-03
		b.Reset()
		if i == 3 {
			continue
		}
		pool.Put(b)
	}
}

func switched(n int) {
	b := get() // want POOL-03
	b.Reset()
	switch n {
	case 1:
		pool.Put(b)
	case 2:
		return
	default:
		pool.Put(b)
	}
}
