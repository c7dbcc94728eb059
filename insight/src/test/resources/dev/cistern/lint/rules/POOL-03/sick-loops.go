package examples

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func each(names []string) {
	for _, name := range names {
		b := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(b) // want POOL-03
		b.Reset()
		b.WriteString(name)
	}
}

func take() *bytes.Buffer {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

func give(b *bytes.Buffer) { buffers.Put(b) }

func eachWrapped(names []string) {
	for _, name := range names {
		b := take()
		defer give(b) // want POOL-03
		b.WriteString(name)
	}
}
