package examples

import "sync"

var pages = sync.Pool{New: func() any { p := make([]byte, 4096); return &p }}

type reader struct {
	page   *[]byte
	closed bool
}

func newReader() *reader { return &reader{page: pages.Get().(*[]byte)} }

func (r *reader) fill(n int) {
	for i := range (*r.page)[:n] {
		(*r.page)[i] = 0
	}
}

func (r *reader) Close() {
	pages.Put(r.page)
	r.closed = true
}

// A method works on what Close gave back.
func late(n int) {
	r := newReader()
	r.fill(n)
	r.Close()
	r.fill(n) // want POOL-04
}

type node struct {
	next *node
	n    int
}

var nodes = sync.Pool{New: func() any { return new(node) }}

func push(head *node, n int) *node {
	one := nodes.Get().(*node)
	one.n, one.next = n, head
	return one
}

// Where the loop goes on, it reads what it gave back.
func drop(head *node) {
	for n := head; n != nil; n = n.next { // want POOL-04
		nodes.Put(n)
	}
}
