package examples

import "sync"

var pages = sync.Pool{New: func() any { p := make([]byte, 4096); return &p }}

type reader struct {
	page   *[]byte
	closed bool
}

func newReader() *reader { return &reader{page: pages.Get().(*[]byte)} }

// It looks first.
func (r *reader) fill(n int) {
	if r.closed {
		return
	}
	clear((*r.page)[:n])
}

func (r *reader) size() int { return len(*r.page) }

func (r *reader) renew() { r.page = pages.Get().(*[]byte) }

func (r *reader) Close() {
	pages.Put(r.page)
	r.closed = true
}

func late(n int) {
	r := newReader()
	r.fill(n)
	r.Close()
	r.fill(n)
}

func again() int {
	r := newReader()
	r.Close()
	r.renew()
	n := r.size()
	r.Close()
	return n
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

func drop(head *node) {
	for head != nil {
		next := head.next
		head.next = nil
		nodes.Put(head)
		head = next
	}
}
