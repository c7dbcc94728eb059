package examples

import (
	"sync"
)

type holder struct{ pool sync.Pool }

func copied() *holder {
	var pool sync.Pool
	pool.New = func() any { return new(int) }
	return &holder{pool: pool} // want POOL-13
}

func (h *holder) SetSize(n int) {
	h.pool = sync.Pool{New: func() any { return make([]byte, n) }} // want POOL-13
}

func array() (p [2]sync.Pool) {
	return p // want POOL-13
}

func take(p sync.Pool) any { return p.Get() } // want POOL-13

func handed(h *holder) any {
	return take(h.pool) // want POOL-13
}
