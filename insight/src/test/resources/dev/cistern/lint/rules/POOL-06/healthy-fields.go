package examples

import (
	"errors"
	"sync"
	"sync/atomic"
)

type block struct{ n int }

var blocks = sync.Pool{New: func() any { return new(block) }}

var errClosed = errors.New("closed")

type flagged struct {
	b      *block
	closed bool
}

func newFlagged() *flagged { return &flagged{b: blocks.Get().(*block)} }

func (f *flagged) Close() error {
	if f.closed {
		return errClosed
	}
	f.closed = true
	blocks.Put(f.b)
	return nil
}

func twiceFlagged() error {
	f := newFlagged()
	defer f.Close()
	f.b.n++
	return f.Close()
}

type swapped struct {
	b      *block
	closed atomic.Bool
}

func newSwapped() *swapped { return &swapped{b: blocks.Get().(*block)} }

func (s *swapped) Close() {
	if !s.closed.CompareAndSwap(false, true) {
		return
	}
	blocks.Put(s.b)
}

func twiceSwapped() {
	s := newSwapped()
	defer s.Close()
	s.b.n++
	s.Close()
}

type counted struct {
	b    *block
	refs int32
}

func (c *counted) done() {
	if atomic.AddInt32(&c.refs, -1) > 0 {
		return
	}
	blocks.Put(c.b)
}

func twiceCounted() {
	c := &counted{b: blocks.Get().(*block), refs: 2}
	c.done()
	c.done()
}

type stated struct {
	b     *block
	state int
}

const ended = 3

func (s *stated) end() {
	if s.state == ended {
		return
	}
	s.state = ended
	s.drop()
}

func (s *stated) drop() { blocks.Put(s.b) }

func twiceStated() {
	s := &stated{b: blocks.Get().(*block)}
	s.end()
	s.end()
}

type conn struct {
	in   *block
	seen int
}

func (c *conn) read(in *block) {
	c.in = in
	c.seen += c.in.n
	blocks.Put(c.in)
	c.in = nil
}

// The last thing that happens to a connection.
func (c *conn) closeNow() { blocks.Put(c.in) }

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
	t.mu.Lock()
	t.all[key] = blocks.Get().(*block)
	t.mu.Unlock()
}

func (t *table) end(key string) {
	t.mu.Lock()
	b := t.all[key]
	delete(t.all, key)
	t.mu.Unlock()
	if b != nil {
		blocks.Put(b)
	}
}

// Who calls takes it out.
func (t *table) give(key string) {
	b := t.all[key]
	b.n = 0
	blocks.Put(b)
}

func (t *table) evict(key string) {
	t.give(key)
	delete(t.all, key)
}
