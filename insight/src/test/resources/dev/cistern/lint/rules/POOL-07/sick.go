package examples

import (
	"bytes"
	"context"
	"io"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func dirty(name string) string {
	b := pool.Get().(*bytes.Buffer)
	b.WriteString(name)
	s := b.String()
	pool.Put(b) // want POOL-07
	return s
}

func dirtyDeferred(name string) string {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b) // want POOL-07
	b.WriteString(name)
	return b.String()
}

type event struct {
	w     io.Writer
	ctx   context.Context
	level int
}

var events = sync.Pool{New: func() any { return new(event) }}

func newEvent(w io.Writer, ctx context.Context) *event {
	e := events.Get().(*event)
	e.w = w
	e.ctx = ctx
	e.level = 0
	return e
}

func put(e *event) {
	events.Put(e) // want POOL-07
}
