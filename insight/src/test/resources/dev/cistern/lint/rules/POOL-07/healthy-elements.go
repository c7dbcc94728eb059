package examples

import (
	"sync"
)

type sample struct {
	t      int64
	labels []string
}
type Head struct{ samples sync.Pool }

func (h *Head) get() *[]sample {
	b := h.samples.Get()
	if b == nil {
		s := make([]sample, 0, 512)
		return &s
	}
	return b.(*[]sample)
}
func (h *Head) put(b *[]sample) { clear(*b); *b = (*b)[:0]; h.samples.Put(b) }
func (h *Head) Do(in []sample) int {
	b := h.get()
	*b = append(*b, in...)
	n := len(*b)
	if cap(*b) > 4096 {
		return n
	}
	h.put(b)
	return n
}
