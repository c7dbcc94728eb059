package examples

import "sync"

type block struct{ n int }

var blocks = sync.Pool{New: func() any { return new(block) }}

type writer struct {
	b   *block
	err error
}

func newWriter() *writer { return &writer{b: blocks.Get().(*block)} }

func (w *writer) write() error { return w.err }

// The second call finds nothing to give back.
func (w *writer) Close() error {
	if w.b != nil {
		blocks.Put(w.b)
		w.b = nil
	}
	return w.err
}

func rewrite() error {
	w := newWriter()
	defer w.Close()
	if err := w.write(); err != nil {
		return err
	}
	return w.Close()
}

// Each round defers a give-back of its own.
func rounds(n int) {
	for i := 0; i < n; i++ {
		func() {
			b := blocks.Get().(*block)
			defer blocks.Put(b)
			b.n = i
		}()
	}
}

type call struct{ n int }

var calls = sync.Pool{New: func() any { return new(call) }}

func take() *call {
	c := calls.Get().(*call)
	c.n = 0
	return c
}

// It was handed out to be given back by others.
func Finish(c *call) {
	calls.Put(c)
}
