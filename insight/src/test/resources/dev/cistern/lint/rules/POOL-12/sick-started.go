package examples

import "sync"

type beat struct{ jobs chan int }

func newBeat() *beat {
	b := &beat{jobs: make(chan int)}
	b.start()
	return b
}

func (b *beat) start() { go b.run() }

func (b *beat) run() {
	for range b.jobs {
	}
}

var beats = sync.Pool{New: func() any { return newBeat() }} // want POOL-12
