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
