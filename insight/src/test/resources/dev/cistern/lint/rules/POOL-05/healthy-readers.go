package examples

import (
	"bufio"
	"bytes"
	"sync"
)

var texts = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// A string is a copy.
func firstLine(value []byte) (string, error) {
	b := texts.Get().(*bytes.Buffer)
	defer func() {
		if b.Cap() < 1<<16 {
			b.Reset()
			texts.Put(b)
		}
	}()
	b.Write(value)
	return bufio.NewReader(b).ReadString('\n')
}
