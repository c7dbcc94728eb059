package examples

import "sync"

type call struct{ n int }

type engine struct{ calls sync.Pool }

func (e *engine) serve() {
	c, ok := e.calls.Get().(*call)
	if !ok {
		c = new(call)
	}
	c.n = 0
	e.handle(c)
	e.calls.Put(c)
}

func (e *engine) handle(c *call) { c.n++ }

// The caller got it from serve, which gives it back too.
func (e *engine) Again(c *call) {
	c.n = 0
	e.handle(c)
	e.calls.Put(c) // want POOL-06
}

type block struct{ n int }

var blocks = sync.Pool{New: func() any { return new(block) }}

type writer struct {
	b   *block
	err error
}

func newWriter() *writer { return &writer{b: blocks.Get().(*block)} }

func (w *writer) write() error { return w.err }

func (w *writer) Close() error {
	if w.b != nil {
		blocks.Put(w.b) // want POOL-06
	}
	return w.err
}

// Closed by the defer, and before it.
func rewrite() error {
	w := newWriter()
	defer w.Close() // want POOL-06
	if err := w.write(); err != nil {
		return err
	}
	return w.Close()
}
