package examples

import (
	"bytes"
	"sync"
)

var shared = &sync.Pool{New: newBuffer}

func newBuffer() any { return new(bytes.Buffer) }

// The factory by its own name is a call like any other.
func direct() *bytes.Buffer { return newBuffer().(*bytes.Buffer) }

type factory struct{}

func (factory) New() any { return new(bytes.Buffer) }

func foreign(f factory) any { return f.New() }

func taken() *bytes.Buffer {
	b := shared.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

func orNew() any {
	if v := shared.Get(); v != nil {
		return v
	}
	return shared.New()
}
