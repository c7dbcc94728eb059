package examples

import (
	"sync"
	"unsafe"
)

type node struct {
	next *node
	size int
}

type view struct {
	next *node
	size int
}

var nodes = sync.Pool{New: func() any { return new(node) }}

// A variable that is set from itself, round by round.
func last(n *node) int {
	p := n
	for p.next != nil {
		p = p.next
	}
	v := (*view)(unsafe.Pointer(p))
	return v.size
}

func take() int {
	n := nodes.Get().(*node)
	defer nodes.Put(n)
	return last(n)
}
