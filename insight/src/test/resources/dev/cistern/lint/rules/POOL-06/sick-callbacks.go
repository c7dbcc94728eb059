package examples

import (
	"io"
	"sync"
)

type withClose struct {
	io.Reader
	closeFn func() error
}

func (w *withClose) Close() error { return w.closeFn() } // want POOL-06
func newWithClose(r io.Reader, fn func() error) io.ReadCloser {
	return &withClose{Reader: r, closeFn: fn}
}

type buf struct {
	b   []byte
	off int
}

func (b *buf) Read(p []byte) (int, error) {
	n := copy(p, b.b[b.off:])
	b.off += n
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

var bufs = sync.Pool{New: func() any { return new(buf) }}

func Open(data []byte) io.ReadCloser {
	b := bufs.Get().(*buf)
	b.b = append(b.b[:0], data...)
	b.off = 0
	return newWithClose(b, func() error {
		bufs.Put(b)
		return nil
	})
}
