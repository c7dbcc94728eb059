package examples

import (
	"bytes"
	"io"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func bounded(r io.Reader) {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	b.ReadFrom(r)
	if b.Cap() <= 1<<16 {
		pool.Put(b)
	}
}

type Buffer struct {
	bytes.Buffer
	tmp [64]byte
}

var buffers = sync.Pool{New: func() any { return new(Buffer) }}

func PutBuffer(b *Buffer) {
	if b.Len() > 256 {
		return
	}
	b.Reset()
	buffers.Put(b)
}
