package examples

import (
	"io"
	"sync"
)

var pages = sync.Pool{New: func() any { return new([4096]byte) }}

func putPage(b *[4096]byte) { pages.Put(b) }

type pageReader struct {
	held   []*[4096]byte
	closed bool
}

func (r *pageReader) Read([]byte) (int, error) { return 0, io.EOF }

// The list goes with its elements.
func (r *pageReader) Close() error {
	for _, b := range r.held {
		putPage(b)
	}
	r.held = nil
	return nil
}

type onceReader struct {
	held   []*[4096]byte
	closed bool
}

func (r *onceReader) Close() error {
	if r.closed {
		return nil
	}
	r.closed = true
	for _, b := range r.held {
		putPage(b)
	}
	return nil
}

type emptied struct{ held []*[4096]byte }

// Another method empties it.
func (r *emptied) Close() error {
	for _, b := range r.held {
		putPage(b)
	}
	r.forget()
	return nil
}

func (r *emptied) forget() { r.held = r.held[:0] }
