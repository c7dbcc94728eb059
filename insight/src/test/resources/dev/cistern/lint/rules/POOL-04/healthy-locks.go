package examples

import (
	"sync"
)

type session struct {
	mu sync.Mutex
	id string
}

var sessions = sync.Pool{New: func() any { return new(session) }}

func release(s *session) { s.mu.Lock(); s.id = ""; s.mu.Unlock(); sessions.Put(s) }
func (s *session) Save(m map[string]int) {
	s.mu.Lock()
	m[s.id]++
	s.mu.Unlock()
	release(s)
}
func get() *session { return sessions.Get().(*session) }
