package examples

import (
	"bytes"
	"sync"
)

type event struct {
	name string
	done chan struct{}
}

var events = sync.Pool{New: func() any { return &event{done: make(chan struct{}, 1)} }}

type sink struct {
	take func(*event)
	wg   sync.WaitGroup
}

func (s *sink) publish(e *event) {
	go func() {
		s.take(e)
		e.done <- struct{}{}
	}()
}

// It waits for the goroutine.
func (s *sink) emit(name string) {
	e := events.Get().(*event)
	e.name = name
	s.publish(e)
	<-e.done
	events.Put(e)
}

func (s *sink) add(e *event) {
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		s.take(e)
	}()
}

func (s *sink) both(name string) {
	e := events.Get().(*event)
	e.name = name
	s.add(e)
	s.wg.Wait()
	events.Put(e)
}

// The callee waits itself.
func (s *sink) run(e *event) {
	done := make(chan struct{})
	go func() {
		s.take(e)
		close(done)
	}()
	<-done
}

func (s *sink) here(name string) {
	e := events.Get().(*event)
	e.name = name
	s.run(e)
	events.Put(e)
}

var texts = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func upload(send func(string), s string) {
	go func() { send(s) }()
}

// What goes to the goroutine is a copy.
func flush(send func(string), line string) {
	b := texts.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString(line)
	upload(send, b.String())
	texts.Put(b)
}
