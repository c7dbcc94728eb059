package examples

import (
	"errors"
	"sync"
)

type block struct{ n int }

var blocks = sync.Pool{New: func() any { return new(block) }}

var errFull = errors.New("full")

type writer struct {
	b     *block
	err   error
	sizes int
}

func newWriter() *writer { return &writer{b: blocks.Get().(*block)} }

func (w *writer) flush() error {
	if w.sizes > 9 {
		return errFull
	}
	return nil
}

// It sets fields, but none that it asks before it gives back.
func (w *writer) Close() (err error) {
	defer func() {
		if w.b != nil {
			blocks.Put(w.b)
		}
	}()
	if err := w.flush(); err != nil {
		w.err = err
		return err
	}
	w.sizes = 0
	return nil
}

func rewrite() error {
	w := newWriter()
	defer w.Close() // want POOL-06
	w.sizes++
	if err := w.Close(); err != nil {
		return err
	}
	return nil
}

type conn struct {
	in   *block
	seen int
}

// Left in the field, where release finds it again.
func (c *conn) read(in *block) {
	c.in = in
	c.seen += c.in.n
	blocks.Put(c.in) // want POOL-06
}

func (c *conn) release() {
	if c.in != nil {
		blocks.Put(c.in)
		c.in = nil
	}
}

type table struct {
	mu  sync.Mutex
	all map[string]*block
}

func (t *table) add(key string) {
	b := blocks.Get().(*block)
	t.mu.Lock()
	t.all[key] = b
	t.mu.Unlock()
}

func (t *table) end(key string) {
	t.mu.Lock()
	b := t.all[key]
	t.mu.Unlock()
	if b == nil {
		return
	}
	blocks.Put(b) // want POOL-06
}
