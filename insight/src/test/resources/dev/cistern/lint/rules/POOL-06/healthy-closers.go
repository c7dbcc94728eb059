package examples

import (
	"compress/gzip"
	"sync"
	"sync/atomic"
)

var decoders = sync.Pool{New: func() any { return new(gzip.Reader) }}

type body struct{ inner *gzip.Reader }

func (b *body) Close() error {
	if b.inner == nil {
		return nil
	}
	err := b.inner.Reset(nil)
	decoders.Put(b.inner)
	b.inner = nil
	return err
}

type flagged struct {
	inner  *gzip.Reader
	closed bool
}

func (f *flagged) Close() error {
	if f.closed {
		return nil
	}
	f.closed = true
	decoders.Put(f.inner)
	return nil
}

type counted struct {
	inner *gzip.Reader
	users atomic.Int32
}

func (c *counted) Close() error {
	if c.users.Add(-1) > 0 {
		return nil
	}
	decoders.Put(c.inner)
	return nil
}

type owned struct {
	inner  *gzip.Reader
	shared bool
}

func (o *owned) isOpen() bool { return o.inner != nil && !o.shared }

func (o *owned) Close() error {
	if !o.isOpen() {
		return nil
	}
	decoders.Put(o.inner)
	return nil
}
