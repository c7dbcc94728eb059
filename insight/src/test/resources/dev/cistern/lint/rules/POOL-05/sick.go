package examples

import (
	"bytes"
	"sync"
	"unsafe"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func view() []byte {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	b.Reset()
	return b.Bytes() // want POOL-05
}

func kept() ([]byte, error) {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	data := b.Bytes()
	pool.Put(b)
	return data, nil // want POOL-05
}

func closed() []byte {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	defer func() {
		b.Reset()
		pool.Put(b)
	}()
	return b.Bytes()[:2] // want POOL-05
}

func asString() string {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	s := unsafe.String(&b.Bytes()[0], b.Len())
	pool.Put(b)
	return s // want POOL-05
}

type reply struct{ body []byte }

func wrapped() *reply {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	b.Reset()
	return &reply{body: b.Bytes()} // want POOL-05
}

func stored(r *reply) {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	r.body = b.Bytes() // want POOL-05
	pool.Put(b)
}
