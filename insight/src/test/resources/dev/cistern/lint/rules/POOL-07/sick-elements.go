package examples

import (
	"sync"
)

type sample struct {
	t      int64
	v      float64
	labels []string
	h      *hist
}
type hist struct{ n int }
type Head struct{ samples sync.Pool }

func (h *Head) getBuf() []sample {
	b := h.samples.Get()
	if b == nil {
		return make([]sample, 0, 512)
	}
	return b.([]sample)
}
func (h *Head) putBuf(b []sample) { h.samples.Put(b[:0]) } // want POOL-07 // want POOL-09
func (h *Head) Commit(in []sample) int {
	b := h.getBuf()
	b = append(b, in...)
	n := len(b)
	h.putBuf(b)
	return n
}
