package examples

import (
	"io"
	"sync"
)

type Writer interface {
	Write([]byte) (int, error)
	Flush() error
	Reset(io.Writer)
}
type fast struct{ w io.Writer }

func (f *fast) Write(p []byte) (int, error) { return f.w.Write(p) }
func (f *fast) Flush() error                { return nil }
func (f *fast) Reset(w io.Writer)           { f.w = w }

type safe struct{ in Writer }

func (s *safe) Write(p []byte) (int, error) { return s.in.Write(p) }
func (s *safe) Flush() error                { return s.in.Flush() }
func (s *safe) Reset(w io.Writer)           { s.in.Reset(w) }

var pools = newPools()

func newPools() []*sync.Pool {
	p := make([]*sync.Pool, 4)
	for i := range p {
		p[i] = &sync.Pool{}
	}
	return p
}
func acquireSafe(w io.Writer, level int) Writer {
	v := pools[level].Get()
	if v == nil {
		return &safe{in: acquireFast(w, level)}
	}
	sw := v.(Writer)
	sw.Reset(w)
	return sw
}
func releaseSafe(w Writer, level int) { w.Flush(); pools[level].Put(w) }
func acquireFast(w io.Writer, level int) Writer {
	v := pools[level].Get()
	if v == nil {
		return &fast{w}
	}
	f := v.(*fast) // want POOL-10
	f.Reset(w)
	return f
}
