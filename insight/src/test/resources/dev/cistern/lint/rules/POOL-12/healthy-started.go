package examples

import (
	"runtime"
	"sync"
)

type beat struct{ jobs chan int }

// The goroutine has the channel, not the beat: the finalizer can run and end it.
func newBeat() *beat {
	b := &beat{jobs: make(chan int)}
	start(b.jobs)
	runtime.SetFinalizer(b, func(b *beat) { close(b.jobs) })
	return b
}

func start(jobs chan int) {
	go func() {
		for range jobs {
		}
	}()
}

var beats = sync.Pool{New: func() any { return newBeat() }}
