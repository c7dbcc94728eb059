package examples

import (
	"bytes"
	"strings"
	"sync"
)

type header [8]byte

var pool = sync.Pool{New: func() any { return new(header) }}

func pointer() {
	h := pool.Get().(*header)
	pool.Put(&h) // want POOL-10
}

var values = sync.Pool{New: func() any { return strings.Builder{} }}

func asserted() {
	b := values.Get().(*strings.Builder) // want POOL-10
	values.Put(b) // want POOL-10
}

var mixed = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func other() {
	mixed.Put(new(bytes.Reader)) // want POOL-10
}
