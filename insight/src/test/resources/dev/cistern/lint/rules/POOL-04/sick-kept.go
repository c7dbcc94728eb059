package examples

import (
	"sync"
	"sync/atomic"
)

type session struct{ id int }

var sessions = sync.Pool{New: func() any { return new(session) }}
var known sync.Map
var byID = map[int]*session{}
var current atomic.Value

func stored(id int) {
	s := sessions.Get().(*session)
	s.id = id
	known.Store(id, s) // want POOL-04 // want POOL-20
	sessions.Put(s)
}

func mapped(id int) {
	s := sessions.Get().(*session)
	s.id = id
	byID[id] = s // want POOL-04 // want POOL-20
	sessions.Put(s)
}

func published() {
	s := sessions.Get().(*session)
	current.Store(s) // want POOL-04
	sessions.Put(s)
}

type packet struct{ data []byte }

func (p *packet) Data() []byte { return p.data }

var packets = sync.Pool{New: func() any { return new(packet) }}

func (p *packet) Free() { packets.Put(p) }

// What a method returned is the packet's own.
func handled(handle func([]byte)) {
	p := packets.Get().(*packet)
	data := p.Data()
	p.Free()
	handle(data) // want POOL-04
}
