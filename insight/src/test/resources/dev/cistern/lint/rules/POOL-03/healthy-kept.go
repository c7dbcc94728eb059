package examples

import (
	"io"
	"sync"
)

type rd struct {
	r   io.Reader
	buf [64]byte
}

var pool = sync.Pool{New: func() any { return new(rd) }}

type stream struct {
	rd     *rd
	closer func()
}

func open(r io.Reader) *stream {
	x := pool.Get().(*rd)
	x.r = r
	return &stream{rd: x, closer: func() { x.r = nil; pool.Put(x) }}
}
func (s *stream) Close() {
	if s.closer != nil {
		s.closer()
		s.closer = nil
		s.rd = nil
	}
}
func use(r io.Reader) int { s := open(r); defer s.Close(); return int(s.rd.buf[0]) }

type el struct{ n int }

var els = sync.Pool{New: func() any { return new(el) }}

type q struct{ list []*el }

func (q *q) push(n int) { e := els.Get().(*el); e.n = n; q.list = append(q.list, e) }
func (q *q) flush() {
	for i, e := range q.list {
		els.Put(e)
		q.list[i] = nil
	}
	q.list = nil
}
func (q *q) take() []*el { l := q.list; q.list = nil; return l }
func (q *q) reset()      { q.flush(); q.list = nil }
