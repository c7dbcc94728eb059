package examples

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// A function for each round.
func each(names []string) {
	for _, name := range names {
		func() {
			b := buffers.Get().(*bytes.Buffer)
			defer buffers.Put(b)
			b.Reset()
			b.WriteString(name)
		}()
	}
}

// Only the first round that needs one takes it.
func lazily(names []string) {
	var b *bytes.Buffer
	for _, name := range names {
		if len(name) > 3 {
			if b == nil {
				b = buffers.Get().(*bytes.Buffer)
				defer buffers.Put(b)
			}
			b.Reset()
			b.WriteString(name)
		}
	}
}
