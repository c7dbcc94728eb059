package examples

import "sync"

type buffers struct{ small, large *sync.Pool }

type handler struct {
	buffers buffers
	name    string
}

// The copy leads to the same pools.
func (h handler) serve() {
	b := h.buffers.small.Get()
	h.buffers.small.Put(b)
}

type owner struct {
	pool sync.Pool
	name string
}

func (o *owner) serve() {
	b := o.pool.Get()
	o.pool.Put(b)
}
