//cistern:expect found POOL-02

package shop

import (
	"bytes"
	"errors"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render puts a nil *bytes.Buffer into the pool where the name is empty.
func Render(name string) (text string, err error) {
	var b *bytes.Buffer
	defer func() { buffers.Put(b) }()
	if name == "" {
		return "", errors.New("wanted a name")
	}
	b = buffers.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString(name)
	return b.String(), nil
}
