package examples

import (
	"bytes"
	"sync"
)

var small = sync.Pool{New: func() any { return new(bytes.Buffer) }}
var large = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, 65536)) }}

func fill(*bytes.Buffer) {}

func other() {
	b := small.Get().(*bytes.Buffer)
	b.Reset()
	fill(b)
	large.Put(b) // want POOL-10
}

func getSmall() *bytes.Buffer {
	b := small.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

func putLarge(b *bytes.Buffer) { large.Put(b) }

func throughWrappers() {
	b := getSmall()
	defer putLarge(b) // want POOL-10
	fill(b)
}

type link struct {
	in, out sync.Pool
}

func (l *link) move() {
	b, ok := l.in.Get().(*bytes.Buffer)
	if !ok {
		return
	}
	b.Reset()
	fill(b)
	l.out.Put(b) // want POOL-10
}
