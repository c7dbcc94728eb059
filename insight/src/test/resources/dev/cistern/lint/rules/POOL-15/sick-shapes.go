package examples

import (
	"bytes"
	"sync"
)

type codec struct{ buffers sync.Pool }

func (c *codec) encode(s string) int {
	b := c.buffers.New().(*bytes.Buffer) // want POOL-15
	b.WriteString(s)
	return b.Len()
}

var shared = &sync.Pool{New: func() any { return new(bytes.Buffer) }}

func inLoop(lines []string) {
	for _, line := range lines {
		b := shared.New().(*bytes.Buffer) // want POOL-15
		b.WriteString(line)
		b.Reset()
		shared.Put(b)
	}
}

func inLiteral() func() any {
	return func() any {
		return shared.New() // want POOL-15
	}
}

// Another pool is asked here; this one is not.
func beside() int {
	b := shared.New().(*bytes.Buffer) // want POOL-15
	other := others.Get().(*bytes.Buffer)
	defer others.Put(other)
	other.Reset()
	return b.Len() + other.Len()
}

var others = sync.Pool{New: func() any { return new(bytes.Buffer) }}
