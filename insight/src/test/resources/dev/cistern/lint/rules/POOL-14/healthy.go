package examples

import (
	"sync"
)

var pool = sync.Pool{New: func() any { b := make([]byte, 0, 64); return &b }}

func get() []byte { return (*pool.Get().(*[]byte))[:0] }

func put(b []byte) { pool.Put(&b) }

func literal(data []byte) int {
	buf := get()
	defer func() { put(buf) }()
	buf = append(buf, data...)
	return len(buf)
}

func pointer(data []byte) int {
	bp := pool.Get().(*[]byte)
	defer pool.Put(bp)
	*bp = append((*bp)[:0], data...)
	return len(*bp)
}

func fixed() int {
	buf := get()
	defer put(buf)
	buf = buf[:10]
	return len(buf)
}

func before(data []byte) int {
	buf := get()
	buf = append(buf, data...)
	defer put(buf)
	return len(buf)
}
