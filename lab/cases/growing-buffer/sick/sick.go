//cistern:expect found POOL-08

package shop

import (
	"bytes"
	"io"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Upload reads a whole body; one of 64 KiB leaves its memory to all who need 1 KiB.
func Upload(body io.Reader) (int, error) {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	_, err := b.ReadFrom(body)
	n := b.Len()
	buffers.Put(b)
	return n, err
}

// Line writes a few bytes.
func Line(text string, to io.Writer) error {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString(text)
	_, err := b.WriteTo(to)
	buffers.Put(b)
	return err
}
