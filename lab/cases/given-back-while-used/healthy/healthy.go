//cistern:expect silent

package shop

import (
	"bytes"
	"io"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Send hands the buffer over when it is done with it, and gives it back where it is done.
func Send(to io.Writer, text string) {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString(text)
	b.WriteString("\n")
	to.Write(b.Bytes())
	buffers.Put(b)
}
