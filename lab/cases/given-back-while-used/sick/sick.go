//cistern:expect found POOL-01

package shop

import (
	"bytes"
	"io"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Send writes to a buffer that another goroutine may have given back by then.
func Send(to io.Writer, text string) {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString(text)
	go func() {
		to.Write(b.Bytes())
		buffers.Put(b)
	}()
	b.WriteString("\n")
}
