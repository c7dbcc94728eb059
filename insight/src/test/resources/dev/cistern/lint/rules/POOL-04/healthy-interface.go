package examples

import "sync"

type chunk struct {
	size int
	body []byte
}

type chunkPool interface {
	Get() *chunk
	Put(*chunk)
}

type chunks struct{ pool sync.Pool }

func (c *chunks) Get() *chunk  { return c.pool.Get().(*chunk) }
func (c *chunks) Put(x *chunk) { c.pool.Put(x) }

type cutter struct{ pool chunkPool }

func (c *cutter) cut(write func([]byte)) int {
	x := c.pool.Get()
	write(x.body)
	size := x.size
	c.pool.Put(x)
	return size
}

// Such objects often give themselves back.
func (c *cutter) start() *chunk {
	x := c.pool.Get()
	x.size = 1
	return x
}

// A store under a key: Get has a parameter.
type storePool interface {
	Get(key string) *chunk
	Put(*chunk)
}

func (c *cutter) stored(s storePool) int {
	x := s.Get("a")
	s.Put(x)
	return x.size
}
