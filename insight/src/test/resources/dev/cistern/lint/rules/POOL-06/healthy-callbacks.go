package examples

import (
	"io"
	"sync"
)

type onceClose struct {
	io.Reader
	once    sync.Once
	closeFn func()
}

func (c *onceClose) Close() error { c.once.Do(c.closeFn); return nil }

type forgetClose struct {
	io.Reader
	closeFn func()
}

func (c *forgetClose) Close() error {
	if c.closeFn != nil {
		c.closeFn()
		c.closeFn = nil
	}
	return nil
}

type source struct{ b []byte }

func (s *source) Read(p []byte) (int, error) { return copy(p, s.b), io.EOF }

var sources = sync.Pool{New: func() any { return new(source) }}

func openOnce() io.ReadCloser {
	s := sources.Get().(*source)
	return &onceClose{Reader: s, closeFn: func() { sources.Put(s) }}
}

func openForgetting() io.ReadCloser {
	s := sources.Get().(*source)
	return &forgetClose{Reader: s, closeFn: func() { sources.Put(s) }}
}
