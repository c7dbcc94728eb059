package examples

import (
	"sync"
)

type iter struct {
	buf  []byte
	head int
	err  error
}

func (i *iter) reset(b []byte) { i.buf = b; i.head = 0 }

type config struct{ pool *sync.Pool }

func (c *config) Borrow(data []byte) *iter { it := c.pool.Get().(*iter); it.reset(data); return it }
func (c *config) Return(it *iter)          { it.err = nil; it.reset(nil); c.pool.Put(it) }

// Session is taken by other packages, which may call its Reset.
type Session struct{ user string }

var sessions = sync.Pool{New: func() any { return new(Session) }}

func (s *Session) Reset()          { s.user = "" }
func (s *Session) Login(u string)  { s.user = u }
func (s *Session) User() string    { return s.user }
func TakeSession() *Session        { return sessions.Get().(*Session) }
func GiveSession(session *Session) { sessions.Put(session) }
