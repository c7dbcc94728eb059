package examples

import (
	"os"
	"sync"
)

type work struct {
	in   []byte
	done chan struct{}
	err  error
}

var works = sync.Pool{New: func() any { return &work{done: make(chan struct{}, 1)} }}

// The worker has answered before it is given back.
func handshake(queue chan *work) error {
	w := works.Get().(*work)
	select {
	case queue <- w:
	default:
		works.Put(w)
		return nil
	}
	<-w.done
	err := w.err
	works.Put(w)
	return err
}

type stream struct {
	wg  sync.WaitGroup
	buf []byte
}

var streams = sync.Pool{New: func() any { return new(stream) }}

type part struct{ owner *stream }

func schedule(p *part) {}

// All who hold it were waited for.
func fanOut(n int, shared *part) {
	s := streams.Get().(*stream)
	defer streams.Put(s)
	for i := 0; i < n; i++ {
		s.wg.Add(1)
		shared.owner = s
		schedule(shared)
	}
	s.wg.Wait()
}

type env struct{ buffer *stream }

func read(e env) {}

// A struct handed over by value is a copy: nobody sees what is stored in it.
func byValue(e env) {
	if e.buffer == nil {
		e.buffer = streams.Get().(*stream)
		defer streams.Put(e.buffer)
	}
	read(e)
}

type logger struct{}

func (logger) Panicf(format string, args ...any) { panic(format) }

// Behind a logger's Panicf nothing runs.
func fatal(l logger, ok bool) {
	s := streams.Get().(*stream)
	if !ok {
		streams.Put(s)
		l.Panicf("no %v", ok)
	}
	s.buf = s.buf[:0]
	streams.Put(s)
}

func renew(s **stream) {
	streams.Put(*s)
	*s = streams.Get().(*stream)
}

// Who gives it back puts another in its place.
func replaced() {
	s := streams.Get().(*stream)
	renew(&s)
	s.buf = nil
	streams.Put(s)
}

var metas = sync.Pool{New: func() any { b := make([]byte, 0, 1024); return &b }}

func putMeta(b []byte) {
	b = b[:0]
	metas.Put(&b)
}

type disk struct{}

func (d disk) read(path string) ([]byte, error) { return os.ReadFile(path) }

// What came with an error is empty by custom: the way on with bytes is not this one.
func deleteVersion(d disk, path string, legacy bool, parse func([]byte) error) error {
	buf, err := d.read(path)
	if err != nil {
		putMeta(buf)
		if legacy {
			buf, err = d.read(path + ".json")
			if err != nil {
				return err
			}
		}
	}
	if len(buf) == 0 {
		return nil
	}
	return parse(buf)
}
