package examples

import (
	"errors"
	"io"
	"sync"
)

type source interface{ Next([]byte) int }

type packet struct{ b []byte }

func (p *packet) fill(s source) int { return s.Next(p.b) }

func (p *packet) read(r io.Reader) error {
	_, err := io.ReadFull(r, p.b)
	return err
}

var packets = sync.Pool{New: func() any { return &packet{b: make([]byte, 64)} }}

func getPacket() *packet { return packets.Get().(*packet) }

var errEmpty = errors.New("empty")

// What the callee hands on goes back on the other way: it keeps nothing.
func empties(s source) error {
	p := getPacket() // want POOL-03
	if p.fill(s) == 0 {
		return errEmpty
	}
	packets.Put(p)
	return nil
}

type decoder interface{ Decode(p *packet) int }

func decode(d decoder, p *packet) int { return d.Decode(p) }

// Another function gives back behind the same call.
func first(d decoder) int {
	p := getPacket()
	n := decode(d, p)
	packets.Put(p)
	return n
}

func second(d decoder) int {
	p := getPacket() // want POOL-03
	return decode(d, p)
}

// A look at its size is no reason to drop it where nobody gives it back.
func size(r io.Reader) int {
	p := getPacket() // want POOL-03
	if err := p.read(r); err != nil {
		return 0
	}
	if len(p.b) > 8 {
		return 8
	}
	return 1
}

// The object that holds a slice of the pool's is what is given back.
type frame struct{ v []byte }

var slices = sync.Pool{New: func() any { return make([]byte, 2048) }}

func newFrame() *frame {
	b := slices.Get().([]byte)
	return &frame{v: b[:1024]}
}

func (f *frame) release() {
	p := f.v
	f.v = nil
	slices.Put(p) // want POOL-09
}

func message(r io.Reader) (*frame, error) {
	f := newFrame() // want POOL-03
	if _, err := io.ReadFull(r, f.v); err != nil {
		return nil, err
	}
	return f, nil
}

func peek(r io.Reader) byte {
	f := newFrame()
	defer f.release()
	_, _ = io.ReadFull(r, f.v)
	return f.v[0]
}
