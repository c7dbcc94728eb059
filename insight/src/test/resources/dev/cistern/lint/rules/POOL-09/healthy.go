package examples

import (
	"sync"
)

var slices = sync.Pool{New: func() any { b := make([]byte, 64); return &b }}

func pointer() {
	b := slices.Get().(*[]byte)
	slices.Put(b)
}

var maps = sync.Pool{New: func() any { return map[string]int{} }}

func isMap() {
	m := maps.Get().(map[string]int)
	maps.Put(m)
}

var chans = sync.Pool{New: func() any { return make(chan int, 1) }}

func isChan() {
	c := chans.Get().(chan int)
	chans.Put(c)
}

func untyped(v any) { slices.Put(v) }

type typed[T any] struct{ p sync.Pool }

func (t *typed[T]) put(v T) { t.p.Put(v) }

type point struct{ x int }

var points = sync.Pool{New: func() any { return new(point) }}

func structPointer() {
	p := points.Get().(*point)
	points.Put(p)
}
