package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func conditional(ok bool) {
	var b *bytes.Buffer
	if ok {
		b = pool.Get().(*bytes.Buffer)
		b.Reset()
	}
	pool.Put(b) // want POOL-02
}

func deferred(ok bool) (b *bytes.Buffer) {
	defer func() { pool.Put(b) }() // want POOL-02
	if !ok {
		return nil
	}
	panic("x")
}

func checked(b *bytes.Buffer) {
	if b == nil {
		pool.Put(b) // want POOL-02
	}
}
