package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{}

func twoValued() {
	b, ok := pool.Get().(*bytes.Buffer)
	if !ok {
		b = new(bytes.Buffer)
	}
	b.Reset()
	pool.Put(b)
}

func checked() *bytes.Buffer {
	if v := pool.Get(); v != nil {
		return v.(*bytes.Buffer)
	}
	return new(bytes.Buffer)
}
