package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func guarded(ok bool) {
	var b *bytes.Buffer
	if ok {
		b = pool.Get().(*bytes.Buffer)
		b.Reset()
	}
	if b != nil {
		pool.Put(b)
	}
}

func given(b *bytes.Buffer) { pool.Put(b) }

func correlated(ok bool) {
	var b *bytes.Buffer
	if ok {
		b = pool.Get().(*bytes.Buffer)
		b.Reset()
	}
	if ok {
		pool.Put(b)
	}
}
