package examples

import "sync"

type session struct{ id int }

var sessions = sync.Pool{New: func() any { return new(session) }}
var known sync.Map
var byID = map[int]*session{}

func work(*session) {}

// Taken out before it is given back.
func removed(id int) {
	s := sessions.Get().(*session)
	s.id = id
	known.Store(id, s)
	work(s)
	known.Delete(id)
	sessions.Put(s)
}

func deleted(id int) {
	s := sessions.Get().(*session)
	s.id = id
	byID[id] = s
	work(s)
	delete(byID, id)
	sessions.Put(s)
}

type packet struct{ data []byte }

func (p *packet) Data() []byte { return p.data }

var packets = sync.Pool{New: func() any { return new(packet) }}

func (p *packet) Free() { packets.Put(p) }

func handled(handle func([]byte)) {
	p := packets.Get().(*packet)
	handle(p.Data())
	p.Free()
}
