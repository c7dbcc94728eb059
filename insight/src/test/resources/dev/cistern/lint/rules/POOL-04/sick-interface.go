package examples

import "sync"

type frame struct {
	kind int
	body []byte
}

type framePool interface {
	Get() *frame
	Put(*frame)
}

type frames struct{ pool sync.Pool }

func (f *frames) Get() *frame  { return f.pool.Get().(*frame) }
func (f *frames) Put(x *frame) { f.pool.Put(x) }

type sender struct{ pool framePool }

// Whoever stands behind the interface: it is given back.
func (s *sender) send(write func([]byte)) int {
	f := s.pool.Get()
	write(f.body)
	s.pool.Put(f)
	return f.kind // want POOL-04
}
