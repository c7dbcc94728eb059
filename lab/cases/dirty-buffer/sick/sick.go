//cistern:expect found POOL-07

package shop

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Greet shows the next guest the last one's name.
func Greet(name string) string {
	b := buffers.Get().(*bytes.Buffer)
	b.WriteString("hello ")
	b.WriteString(name)
	text := b.String()
	buffers.Put(b)
	return text
}
