package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}


func taken() *bytes.Buffer {
	return pool.Get().(*bytes.Buffer)
}

func fallback() any {
	v := pool.Get()
	if v == nil {
		v = pool.New()
	}
	return v
}
