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

// Nobody closes the reader, which has the table.
func sum(b []byte) int {
	r := newReader(b) // want POOL-03
	return r.first()
}

func sometimes(b []byte) int {
	r := newReader(b) // want POOL-03
	n := r.first()
	if n < 0 {
		return 0
	}
	r.Close()
	return n
}
