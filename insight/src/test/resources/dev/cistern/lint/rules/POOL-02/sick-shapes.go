package examples

import (
	"compress/gzip"
	"io"
	"sync"
)

type frame struct{ data [64]byte }

var frames = sync.Pool{New: func() any { return new(frame) }}

func release(f *frame) { frames.Put(f) }

func chosen(kind int) {
	var f *frame
	switch kind {
	case 1:
		f = frames.Get().(*frame)
	case 2:
		f = new(frame)
	}
	frames.Put(f) // want POOL-02
}

func closing(r io.Reader, plain bool) error {
	var z *gzip.Reader
	defer func() { readers.Put(z) }() // want POOL-02
	if plain {
		return nil
	}
	z = readers.Get().(*gzip.Reader)
	return z.Reset(r)
}

var readers = sync.Pool{New: func() any { return new(gzip.Reader) }}

func cleared() {
	f := frames.Get().(*frame)
	f.data[0] = 1
	frames.Put(f)
	f = nil
	frames.Put(f) // want POOL-02
}
