package examples

import (
	"bytes"
	"sync"
)

func encode(v string) string {
	pool := sync.Pool{New: func() any { return new(bytes.Buffer) }} // want POOL-13
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	b.Reset()
	b.WriteString(v)
	return b.String()
}

func pointed(v string) int {
	pool := &sync.Pool{New: func() any { return new(bytes.Buffer) }} // want POOL-13
	b := pool.Get().(*bytes.Buffer)
	b.WriteString(v)
	n := b.Len()
	b.Reset()
	pool.Put(b)
	return n
}

func declared(v string) int {
	var pool sync.Pool // want POOL-13
	pool.New = func() any { return new(bytes.Buffer) }
	b := pool.Get().(*bytes.Buffer)
	b.WriteString(v)
	n := b.Len()
	b.Reset()
	pool.Put(b)
	return n
}
