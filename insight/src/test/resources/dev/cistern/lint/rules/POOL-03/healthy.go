package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func deferred(err error) error {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	b.Reset()
	if err != nil {
		return err
	}
	return nil
}

func returned() *bytes.Buffer {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

type owner struct{ b *bytes.Buffer }

func stored(o *owner) {
	o.b = pool.Get().(*bytes.Buffer)
}

func sent(to chan<- *bytes.Buffer) {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	to <- b
}

func large(n int) {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	if b.Cap() > n {
		return
	}
	pool.Put(b)
}

func unknown(keep func(*bytes.Buffer)) {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	keep(b)
}

func checked() {
	b, ok := pool.Get().(*bytes.Buffer)
	if !ok {
		return
	}
	b.Reset()
	pool.Put(b)
}

func slices() [][]byte {
	var all [][]byte
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	all = append(all, b.Bytes())
	return all
}
