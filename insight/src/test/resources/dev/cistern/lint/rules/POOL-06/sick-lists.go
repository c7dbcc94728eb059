package examples

import (
	"io"
	"sync"
)

var blocks = sync.Pool{New: func() any { return new([4096]byte) }}

func putBlock(b *[4096]byte) { blocks.Put(b) }

type blockReader struct {
	held []*[4096]byte
	at   int
}

func (r *blockReader) Read(p []byte) (int, error) {
	if r.at >= len(r.held) {
		return 0, io.EOF
	}
	n := copy(p, r.held[r.at][:])
	r.at++
	return n, nil
}

// The list stays: a second Close gives each of them back again.
func (r *blockReader) Close() error {
	for _, b := range r.held {
		putBlock(b) // want POOL-06
	}
	return nil
}
