package examples

import "sync"

var pool = sync.Pool{New: func() any { b := make([]byte, 0, 64); return &b }}

func get() []byte { return (*pool.Get().(*[]byte))[:0] }

func put(b []byte) { pool.Put(&b) }

func appended(parts [][]byte) int {
	buf := get()
	defer put(buf) // want POOL-14
	for _, part := range parts {
		buf = append(buf, part...)
	}
	return len(buf)
}

func consumed() {
	buf := get()
	buf = append(buf, "header"...)
	buf = buf[4:]
	put(buf) // want POOL-14
}

func cutInLoop(n int) {
	buf := get()
	for i := 0; i < n; i++ {
		buf = buf[1:]
	}
	put(buf) // want POOL-14
}
