package examples

import (
	"bytes"
	"sync"
)

var small = sync.Pool{New: func() any { return new(bytes.Buffer) }}
var large = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, 65536)) }}

func fill(*bytes.Buffer) {}

// By what it has become, it goes where it fits.
func bySize() {
	b := small.Get().(*bytes.Buffer)
	b.Reset()
	fill(b)
	if b.Cap() > 4096 {
		large.Put(b)
		return
	}
	small.Put(b)
}

type server struct {
	own *sync.Pool
}

var shared = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (s *server) get() *bytes.Buffer {
	if s.own == nil {
		return shared.Get().(*bytes.Buffer)
	}
	return s.own.Get().(*bytes.Buffer)
}

func (s *server) put(b *bytes.Buffer) {
	if s.own == nil {
		shared.Put(b)
		return
	}
	s.own.Put(b)
}

// One of two, by the same condition on both sides.
func (s *server) byCondition() {
	b := s.get()
	b.Reset()
	fill(b)
	s.put(b)
}
