package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}


func made() *bytes.Buffer {
	return pool.New().(*bytes.Buffer) // want POOL-15
}

type holder struct{ pool sync.Pool }

func (h *holder) made() any {
	return h.pool.New() // want POOL-15
}
