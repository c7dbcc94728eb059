package examples

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func formatted(v any) string {
	b := buffers.Get().(*bytes.Buffer)
	fmt.Fprintf(b, "%v", v)
	s := b.String()
	buffers.Put(b) // want POOL-07
	return s
}

var builders = sync.Pool{New: func() any { return new(strings.Builder) }}

func joined(parts []string) int {
	b := builders.Get().(*strings.Builder)
	defer builders.Put(b) // want POOL-07
	for _, part := range parts {
		b.WriteString(part)
	}
	return b.Len()
}

func onOneWay(s string, clean bool) int {
	b := buffers.Get().(*bytes.Buffer)
	b.WriteString(s)
	n := b.Len()
	if clean {
		b.Reset()
	}
	buffers.Put(b) // want POOL-07
	return n
}

type job struct {
	ctx  context.Context
	id   int
	done func()
}

var jobs = sync.Pool{New: func() any { return new(job) }}

func start(ctx context.Context, done func()) *job {
	j := jobs.Get().(*job)
	j.ctx = ctx
	j.done = done
	return j
}

func finish(j *job) {
	j.id = 0
	jobs.Put(j) // want POOL-07
}
