package examples

import (
	"sync"
)

var slices = sync.Pool{New: func() any { return make([]byte, 64) }}

type point struct{ x, y int }

var points = sync.Pool{New: func() any { return point{} }}

func slice() {
	b := slices.Get().([]byte)
	slices.Put(b) // want POOL-09
}

func cut() {
	b := slices.Get().([]byte)
	slices.Put(b[:0]) // want POOL-09
}

func value() {
	p := points.Get().(point)
	points.Put(p) // want POOL-09
}

func give(b []byte) {
	slices.Put(b) // want POOL-09
}

type named []byte

var nameds = sync.Pool{New: func() any { return named(nil) }}

func namedSlice() {
	b := nameds.Get().(named)
	nameds.Put(b) // want POOL-09
}

var arrays = sync.Pool{New: func() any { return [8]byte{} }}

func array() {
	a := arrays.Get().([8]byte)
	arrays.Put(a) // want POOL-09
}
