package examples

import "sync"

type buffers struct{ small, large sync.Pool }

type handler struct {
	buffers buffers
	name    string
}

// Each call works on a copy of the pools.
func (h handler) serve() { // want POOL-13
	b := h.buffers.small.Get()
	h.buffers.small.Put(b)
}

func use(b buffers) { // want POOL-13
	x := b.large.Get()
	b.large.Put(x)
}
