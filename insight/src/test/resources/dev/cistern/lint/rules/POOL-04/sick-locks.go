package examples

import (
	"sync"
)

type session struct {
	mu    sync.RWMutex
	id    string
	data  map[string]string
	store *store
	exp   int
}
type store struct{ m map[string]map[string]string }

var sessions = sync.Pool{New: func() any { return new(session) }}

func acquire() *session  { return sessions.Get().(*session) }
func release(s *session) { s.id = ""; s.exp = 0; s.data = nil; s.store = nil; sessions.Put(s) }
func (s *session) Save() error {
	if s.data == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock() // want POOL-04
	if s.exp <= 0 {
		s.exp = 10
	}
	s.store.m[s.id] = s.data
	release(s)
	return nil
}
