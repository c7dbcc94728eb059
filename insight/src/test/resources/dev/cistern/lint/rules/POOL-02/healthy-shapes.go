package examples

import (
	"compress/gzip"
	"errors"
	"io"
	"sync"
)

var errShort = errors.New("short")

type frame struct{ data [64]byte }

var frames = sync.Pool{New: func() any { return new(frame) }}

// A type switch that looks for nil has thought of all there is.
func switched(r io.Reader) ([]byte, error) {
	var z *gzip.Reader
	switch pooled := readers.Get().(type) {
	case nil:
		fresh, err := gzip.NewReader(r)
		if err != nil {
			return nil, err
		}
		z = fresh
	case *gzip.Reader:
		z = pooled
		if err := z.Reset(r); err != nil {
			readers.Put(z)
			return nil, err
		}
	}
	defer func() {
		z.Close()
		readers.Put(z)
	}()
	return io.ReadAll(z)
}

var readers sync.Pool

func take(n int) (*frame, error) {
	if n > 64 {
		return nil, errShort
	}
	return frames.Get().(*frame), nil
}

// With the error looked at, what comes beside it is there.
func afterError(n int) error {
	f, err := take(n)
	if err != nil {
		return err
	}
	defer func() { frames.Put(f) }()
	f.data[0] = byte(n)
	return nil
}
