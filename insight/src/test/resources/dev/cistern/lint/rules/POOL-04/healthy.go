package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func last() int {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	n := b.Len()
	pool.Put(b)
	return n
}

func order() {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	defer b.Reset()
}

func taken() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	pool.Put(b)
	b = pool.Get().(*bytes.Buffer)
	b.Reset()
	pool.Put(b)
}

func correlated(ok bool) {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	if ok {
		pool.Put(b)
	}
	if !ok {
		b.WriteString("x")
		pool.Put(b)
	}
}

func handedOn() *bytes.Buffer {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

func named() (b *bytes.Buffer, err error) {
	b = pool.Get().(*bytes.Buffer)
	b.Reset()
	defer func() {
		if err != nil {
			pool.Put(b)
			b = nil
		}
	}()
	return b, err
}

func each(n int) {
	for i := 0; i < n; i++ {
		b := pool.Get().(*bytes.Buffer)
		b.Reset()
		b.WriteString("x")
		pool.Put(b)
	}
}
