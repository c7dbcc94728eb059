package examples

import (
	"sync"
)

type holder struct{ pool sync.Pool }

func made() *holder {
	return &holder{pool: sync.Pool{New: func() any { return new(int) }}}
}

func newHolder(n int) *holder {
	h := &holder{}
	h.pool = sync.Pool{New: func() any { return make([]byte, n) }}
	return h
}

func (h *holder) SetSize(n int) {
	h.pool.New = func() any { return make([]byte, n) }
}

var pools [2]sync.Pool

func indexed(i int) any { return pools[i].Get() }

func pointer(h *holder) *sync.Pool { return &h.pool }
