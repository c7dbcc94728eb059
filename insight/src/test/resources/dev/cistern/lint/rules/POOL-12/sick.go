package examples

import (
	"sync"
	"time"
)

type worker struct{ in chan int }

func (w *worker) run() {
	for range w.in {
	}
}

var pool = sync.Pool{New: func() any { // want POOL-12
	w := &worker{in: make(chan int)}
	go w.run()
	return w
}}

func newWorker() *worker {
	w := &worker{in: make(chan int)}
	go w.run()
	return w
}

var other = sync.Pool{New: func() any { return newWorker() }} // want POOL-12

var tickers = sync.Pool{New: func() any { return time.NewTicker(time.Second) }} // want POOL-12
