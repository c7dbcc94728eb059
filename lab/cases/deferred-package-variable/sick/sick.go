//cistern:expect found POOL-14

package shop

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var current *bytes.Buffer

// Begin sets the buffer that all write to.
func Begin() {
	current = buffers.Get().(*bytes.Buffer)
	current.Reset()
}

// Write gives back a buffer that is not its own, and that others go on writing to.
func Write(text string) {
	defer buffers.Put(current)
	current.WriteString(text)
}
