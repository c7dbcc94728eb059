//cistern:expect found POOL-12

package shop

import (
	"sync"
	"time"
)

// Session tells that it lives.
type Session struct{ beats int }

// NewSession starts a goroutine that nothing can stop.
func NewSession() *Session {
	s := new(Session)
	go func() {
		for range time.Tick(time.Second) {
			s.beats++
		}
	}()
	return s
}

var sessions = sync.Pool{New: func() any { return NewSession() }}

// Use takes a session; each that a collection drops leaves its goroutine.
func Use() int {
	s := sessions.Get().(*Session)
	n := s.beats
	sessions.Put(s)
	return n
}
