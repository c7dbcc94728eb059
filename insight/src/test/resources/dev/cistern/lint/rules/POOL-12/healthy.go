package examples

import (
	"runtime"
	"sync"
	"time"
)

type worker struct{ in chan int }

func (w *worker) run() {
	for range w.in {
	}
}

var pool = sync.Pool{New: func() any { return &worker{in: make(chan int)} }}

var cleaned = sync.Pool{New: func() any {
	w := &worker{in: make(chan int)}
	go w.run()
	runtime.AddCleanup(w, func(c chan int) { close(c) }, w.in)
	return w
}}

var timers = sync.Pool{New: func() any { return time.NewTimer(time.Hour) }}
