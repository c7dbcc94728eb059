package examples

import (
	"bytes"
	"sync"
)

type event struct{ name string }

var events = sync.Pool{New: func() any { return new(event) }}

type sink struct{ take func(*event) }

func (s *sink) publish(e *event) { go s.take(e) }

// The goroutine that publish starts has it still.
func (s *sink) emit(name string) {
	e := events.Get().(*event)
	e.name = name
	s.publish(e)
	events.Put(e) // want POOL-01
}

var texts = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func upload(send func([]byte), b []byte) {
	go func() { send(b) }()
}

func flush(send func([]byte), line string) {
	b := texts.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString(line)
	upload(send, b.Bytes())
	texts.Put(b) // want POOL-01
}
