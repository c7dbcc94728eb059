package main

import (
	"bytes"
	"context"
	"runtime/pprof"
	"sync"
)

var buffers = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, 512)) }}

// shelf has a pool of its own, of values and without New.
type shelf struct{ boxes sync.Pool }

const pairsEach = 4

// pooled takes and gives back under labels, some of it in a goroutine that inherits them. A build with pool events
// tells of each; a plain one of none.
func (a *activity) pooled(ctx context.Context) {
	s := &shelf{}
	for _, service := range []string{"auth", "order"} {
		pprof.Do(ctx, pprof.Labels("service", service), func(context.Context) {
			for range pairsEach {
				a.pair(service)
			}
			var group sync.WaitGroup
			a.start(&group, func() { a.pair(service) })
			group.Wait()
		})
	}
	if x, ok := s.boxes.Get().([2]int); ok {
		panic(x)
	}
	s.boxes.Put([2]int{1, 2})
	a.truth.Pooled["none"]++
}

func (a *activity) pair(service string) {
	b := buffers.Get().(*bytes.Buffer)
	b.WriteString(service)
	b.Reset()
	buffers.Put(b)
	a.truth.Pooled[service]++
}
