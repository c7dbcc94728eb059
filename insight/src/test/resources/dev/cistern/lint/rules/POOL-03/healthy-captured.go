package examples

import "sync"

var lists = sync.Pool{New: func() any { s := make([]int, 0, 8); return &s }}

// One literal takes where another one, which runs at the end, gives back.
func captured(keep bool, in []int) int {
	var v *[]int
	defer func() {
		if v != nil {
			*v = (*v)[:0]
			lists.Put(v)
		}
	}()
	copied := func() {
		if v == nil {
			v = lists.Get().(*[]int)
			in = append(*v, in...)
		}
	}
	if keep {
		copied()
	}
	return len(in)
}

type handle struct {
	list *[]int
	own  bool
}

func newHandle(list *[]int, own bool) handle { return handle{list: list, own: own} }

func (h *handle) free() {
	if h.own {
		lists.Put(h.list)
	}
}

// Whether it is to give back is what it was told when it was made.
func handled(in []int) int {
	h := newHandle(lists.Get().(*[]int), true)
	defer h.free()
	*h.list = append((*h.list)[:0], in...)
	return len(*h.list)
}
