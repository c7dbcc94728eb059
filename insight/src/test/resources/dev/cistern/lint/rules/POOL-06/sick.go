package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func twice() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	pool.Put(b)
	pool.Put(b) // want POOL-06
}

func deferredToo(err error) error {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	defer pool.Put(b) // want POOL-06
	if err != nil {
		pool.Put(b)
		return err
	}
	return nil
}

func give(b *bytes.Buffer) { pool.Put(b) }

func both() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	give(b)
	give(b) // want POOL-06
}

func alias() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	c := b
	pool.Put(b)
	pool.Put(c) // want POOL-06
}

func closure() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	defer func() { pool.Put(b) }() // want POOL-06
	give(b)
}

type reader struct{ pool *sync.Pool }

func (r *reader) Close() error {
	r.pool.Put(r) // want POOL-06
	return nil
}
