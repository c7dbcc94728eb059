package examples

import "sync"

type page struct{ n int }

var pages sync.Pool

func first() int {
	p, ok := pages.Get().(*page)
	if !ok {
		p = new(page)
	}
	n := p.n
	pages.Put(p)
	return n
}

var others sync.Pool

func setUp() {
	others.New = func() any { return new(page) }
}

func second() int {
	p := others.Get().(*page)
	n := p.n
	others.Put(p)
	return n
}
