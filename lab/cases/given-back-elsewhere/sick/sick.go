//cistern:expect information POOL-01

package shop

import (
	"bytes"
	"io"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Send never looks at the buffer again: allowed, but the next taker here does not find it.
func Send(to io.Writer, text string) {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString(text)
	go func() {
		to.Write(b.Bytes())
		buffers.Put(b)
	}()
}
