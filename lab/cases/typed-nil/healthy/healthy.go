//cistern:expect silent

package shop

import (
	"bytes"
	"errors"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render gives back what it took.
func Render(name string) (text string, err error) {
	var b *bytes.Buffer
	defer func() {
		if b != nil {
			buffers.Put(b)
		}
	}()
	if name == "" {
		return "", errors.New("wanted a name")
	}
	b = buffers.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString(name)
	return b.String(), nil
}
