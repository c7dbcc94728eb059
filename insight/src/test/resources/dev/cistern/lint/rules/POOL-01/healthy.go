package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func waits() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	done := make(chan struct{})
	go func() {
		b.WriteString("x")
		close(done)
	}()
	<-done
	pool.Put(b)
}

func group() {
	var wg sync.WaitGroup
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	wg.Add(1)
	go func() {
		defer wg.Done()
		b.WriteString("x")
	}()
	wg.Wait()
	pool.Put(b)
}

func other(n int) {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	go func() { println(n) }()
	pool.Put(b)
}

func copied() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	s := b.String()
	go func() { println(s) }()
	pool.Put(b)
}

func work(b *bytes.Buffer, done chan struct{}) {
	b.WriteString("x")
	close(done)
}

func named() {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	done := make(chan struct{})
	go work(b, done)
	<-done
	pool.Put(b)
}

func inside() {
	go func() {
		b := pool.Get().(*bytes.Buffer)
		b.Reset()
		pool.Put(b)
	}()
}
