//cistern:expect silent

package shop

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Greet gives the buffer back clean.
func Greet(name string) string {
	b := buffers.Get().(*bytes.Buffer)
	b.WriteString("hello ")
	b.WriteString(name)
	text := b.String()
	b.Reset()
	buffers.Put(b)
	return text
}
