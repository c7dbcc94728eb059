package examples

import (
	"compress/gzip"
	"sync"
)

var decoders = sync.Pool{New: func() any { return new(gzip.Reader) }}

type body struct{ inner *gzip.Reader }

// That it may fail before it gives back does not make it remember.
func (b *body) Close() error {
	if err := b.inner.Reset(nil); err != nil {
		return err
	}
	decoders.Put(b.inner) // want POOL-06
	return nil
}

type part struct {
	inner *gzip.Reader
	sum   error
}

// Asks for what it never sets.
func (p *part) Close() error {
	if p.inner == nil {
		return nil
	}
	decoders.Put(p.inner) // want POOL-06
	return p.sum
}
