package examples

import (
	"sync"
)

type header [8]byte

var pool = sync.Pool{New: func() any { return new(header) }}

func same() {
	h := pool.Get().(*header)
	pool.Put(h)
}

type shape interface{ area() int }

var shapes = sync.Pool{New: func() any { return nil }}

func viaInterface() {
	if s, ok := shapes.Get().(shape); ok {
		shapes.Put(s)
	}
}

type buffer []byte

var buffers = sync.Pool{New: func() any { b := make([]byte, 8); return (*buffer)(&b) }}

func converted() {
	b := buffers.Get().(*buffer)
	buffers.Put(b)
}
