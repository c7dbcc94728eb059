package examples

import "sync"

type piece struct {
	index int
	data  []byte
}

var pieces = sync.Pool{New: func() any { b := make([]byte, 512); return &b }}

// The receiver has the piece when the buffer is another's.
func cutUp(read func([]byte) int, out chan<- piece) {
	p := pieces.Get().(*[]byte)
	defer pieces.Put(p)
	b := *p
	n := read(b)
	out <- piece{index: 1, data: b[:n]} // want POOL-05
}

type shelf struct{ last *piece }

func (s *shelf) keep(read func([]byte) int) {
	p := pieces.Get().(*[]byte)
	n := read(*p)
	s.last = &piece{data: (*p)[:n]} // want POOL-05
	pieces.Put(p)
}
