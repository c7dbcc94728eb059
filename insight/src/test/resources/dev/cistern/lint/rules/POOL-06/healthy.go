package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func once(err error) error {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	if err != nil {
		pool.Put(b)
		return err
	}
	pool.Put(b)
	return nil
}

func forgotten() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	defer func() {
		if b != nil {
			pool.Put(b)
		}
	}()
	pool.Put(b)
	b = nil
}

func flag(ok bool) {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	given := false
	if ok {
		pool.Put(b)
		given = true
	}
	if !given {
		pool.Put(b)
	}
}

func list(all []*bytes.Buffer) {
	for _, b := range all {
		b.Reset()
		pool.Put(b)
	}
}

type reader struct {
	pool   *sync.Pool
	closed bool
}

func (r *reader) Close() error {
	if r.closed {
		return nil
	}
	r.closed = true
	r.pool.Put(r)
	return nil
}

type holder struct{ b *bytes.Buffer }

func (h *holder) Close() error {
	if h.b != nil {
		h.b.Reset()
		pool.Put(h.b)
		h.b = nil
	}
	return nil
}
