package examples

import (
	"bytes"
	"io"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func whole(r io.Reader) int {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	b.ReadFrom(r)
	n := b.Len()
	pool.Put(b) // want POOL-08
	return n
}

func copied(r io.Reader) int {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	defer pool.Put(b) // want POOL-08
	io.Copy(b, r)
	return b.Len()
}

type Buffer struct {
	bytes.Buffer
	tmp [64]byte
}

var buffers = sync.Pool{New: func() any { return new(Buffer) }}

func PutBuffer(b *Buffer) {
	b.Reset()
	buffers.Put(b) // want POOL-08
}
