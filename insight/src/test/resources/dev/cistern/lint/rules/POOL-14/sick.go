package examples

import (
	"strconv"
	"sync"
)

var pool = sync.Pool{New: func() any { b := make([]byte, 0, 64); return &b }}

func get() []byte { return (*pool.Get().(*[]byte))[:0] }

func put(b []byte) { pool.Put(&b) }

func grows(data []byte) int {
	buf := get()
	defer put(buf) // want POOL-14
	buf = append(buf, data...)
	return len(buf)
}

func growsLater(data []byte, more bool) int {
	buf := get()
	defer put(buf) // want POOL-14
	if more {
		buf = append(buf, data...)
	}
	return len(buf)
}

func byNumber(n int64) int {
	buf := get()
	defer put(buf) // want POOL-14
	buf = strconv.AppendInt(buf, n, 10)
	return len(buf)
}
