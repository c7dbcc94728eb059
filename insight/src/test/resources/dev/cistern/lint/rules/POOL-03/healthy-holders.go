package examples

import "sync"

type table struct{ codes [256]int }

var tables = sync.Pool{New: func() any { return new(table) }}

type reader struct {
	table *table
	buf   []byte
}

func newReader(b []byte) *reader { return &reader{table: tables.Get().(*table), buf: b} }

func (r *reader) Close() {
	if r.table != nil {
		tables.Put(r.table)
		r.table = nil
	}
}

func (r *reader) first() int { return r.table.codes[r.buf[0]] }

// It gives the table back by itself when all is read.
func (r *reader) next() (int, bool) {
	if len(r.buf) == 0 {
		r.Close()
		return 0, false
	}
	n := r.table.codes[r.buf[0]]
	r.buf = r.buf[1:]
	return n, true
}

func sum(b []byte) int {
	r := newReader(b)
	defer r.Close()
	return r.first()
}

func all(b []byte) int {
	r := newReader(b)
	n := 0
	for {
		one, ok := r.next()
		if !ok {
			return n
		}
		n += one
	}
}

func opened(b []byte) (*reader, error) {
	r := newReader(b)
	if r.first() < 0 {
		r.Close()
		return nil, nil
	}
	return r, nil
}

type stream struct{ r *reader }

func (s *stream) start(b []byte) { s.r = newReader(b) }

func (s *stream) stop() { s.r.Close() }

func handed(b []byte, to func(*reader)) { to(newReader(b)) }
