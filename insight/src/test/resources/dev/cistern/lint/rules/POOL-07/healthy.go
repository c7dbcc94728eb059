package examples

import (
	"bytes"
	"context"
	"io"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func before(name string) string {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString(name)
	s := b.String()
	pool.Put(b)
	return s
}

func after(name string) string {
	b := pool.Get().(*bytes.Buffer)
	b.WriteString(name)
	s := b.String()
	b.Reset()
	pool.Put(b)
	return s
}

func give(b *bytes.Buffer) {
	b.Reset()
	pool.Put(b)
}

func inWrapper(name string) string {
	b := pool.Get().(*bytes.Buffer)
	defer give(b)
	b.WriteString(name)
	return b.String()
}

type event struct {
	w   io.Writer
	ctx context.Context
}

var events = sync.Pool{New: func() any { return new(event) }}

func newEvent(w io.Writer, ctx context.Context) *event {
	e := events.Get().(*event)
	e.w = w
	e.ctx = ctx
	return e
}

func put(e *event) {
	e.w = nil
	e.ctx = nil
	events.Put(e)
}
