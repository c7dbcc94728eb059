package examples

import "sync"

type page struct{ n int }

var pages sync.Pool

func first() int {
	p := pages.Get().(*page) // want POOL-11
	n := p.n
	pages.Put(p)
	return n
}
