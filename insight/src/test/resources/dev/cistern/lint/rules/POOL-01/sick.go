package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func goesOn() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	go func() {
		pool.Put(b)
	}()
	b.WriteString("x") // want POOL-01
}

func timesOut(stop <-chan struct{}) {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	done := make(chan struct{})
	go func() {
		b.WriteString("x")
		close(done)
	}()
	select {
	case <-done:
	case <-stop:
	}
	pool.Put(b) // want POOL-01
}

func work(b *bytes.Buffer) { b.WriteString("x") }

func named() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	go work(b)
	pool.Put(b) // want POOL-01
}

func deferred() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	defer pool.Put(b) // want POOL-01
	go func() { b.WriteString("x") }()
}

func give(b *bytes.Buffer) { pool.Put(b) }

func namedGives() int {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	go give(b)
	return b.Len() // want POOL-01
}

func informs() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	go func() { // want POOL-01
		b.WriteString("x")
		pool.Put(b)
	}()
}
