//cistern:expect silent

package shop

import (
	"bytes"
	"io"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Upload reads a whole body and drops a buffer that has grown past the usual.
func Upload(body io.Reader) (int, error) {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	_, err := b.ReadFrom(body)
	n := b.Len()
	if b.Cap() <= 4<<10 {
		buffers.Put(b)
	}
	return n, err
}
