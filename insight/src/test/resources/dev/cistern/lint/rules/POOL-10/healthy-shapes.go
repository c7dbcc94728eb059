package examples

import (
	"sync"

	"example.com/labels"
)

// What a module that is not at hand returns has no name here.
var builders = sync.Pool{New: func() any {
	b := labels.NewBuilder(8)
	return &b
}}

func built() {
	b := builders.Get().(*labels.Builder)
	defer builders.Put(b)
	b.Add("a")
}

type typed[T any] struct{ pool sync.Pool }

func newTyped[T any]() *typed[T] {
	return &typed[T]{pool: sync.Pool{New: func() any { return new(T) }}}
}

func (p *typed[T]) get() *T { return p.pool.Get().(*T) }

func (p *typed[T]) put(x *T) { p.pool.Put(x) }

type small struct{ b [64]byte }

type large struct{ b [4096]byte }

var (
	smalls = sync.Pool{New: func() any { return new(small) }}
	larges = sync.Pool{New: func() any { return new(large) }}
)

func bySize(n int) {
	if n <= 64 {
		s := smalls.Get().(*small)
		smalls.Put(s)
		return
	}
	l := larges.Get().(*large)
	larges.Put(l)
}
