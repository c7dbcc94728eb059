package examples

import (
	"bytes"
	"sync"
)

type parser struct {
	text   string
	errors []error
	tokens []string
}

var parsers = sync.Pool{New: func() any { return new(parser) }}

func newParser(text string) *parser {
	p := parsers.Get().(*parser)
	p.text = text
	p.errors = nil
	p.tokens = p.tokens[:0]
	return p
}

func (p *parser) close() { parsers.Put(p) }

func (p *parser) run() { p.errors = append(p.errors, nil) }

// The next taker puts another list there: this one is the caller's.
func parse(text string) []error {
	p := newParser(text)
	defer p.close()
	p.run()
	return p.errors
}

type message struct{ body []byte }

var messages = sync.Pool{New: func() any { return new(message) }}

func swap(a, b *message) { a.body, b.body = b.body, a.body }

// Both have a body afterwards, each one of its own.
func exchanged(m *message) {
	w := messages.Get().(*message)
	swap(m, w)
	messages.Put(w)
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

type reader struct{ frame []byte }

// What is kept is of the round it is kept in.
func (r *reader) rounds(n int) {
	var old *bytes.Buffer
	for i := 0; i < n; i++ {
		b := buffers.Get().(*bytes.Buffer)
		b.Reset()
		if old != nil {
			buffers.Put(old)
		}
		old = b
		r.frame = b.Bytes()
	}
}
