package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{}

func unchecked() {
	b := pool.Get().(*bytes.Buffer) // want POOL-11
	b.Reset()
	pool.Put(b)
}

var fails = sync.Pool{New: func() any {
	f, err := make1()
	if err != nil {
		return nil
	}
	return f
}}

func make1() (*bytes.Buffer, error) { return nil, nil }

func mayBeNil() {
	b := fails.Get().(*bytes.Buffer) // want POOL-11
	b.Reset()
	fails.Put(b)
}
