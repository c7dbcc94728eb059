package examples

import (
	"net"
	"sync"
)

type listener struct {
	packets sync.Pool
	in      chan []byte
}

func newListener() *listener {
	l := &listener{in: make(chan []byte, 16)}
	l.packets.New = func() any { return make([]byte, 2048) }
	return l
}

func (l *listener) receive(c net.PacketConn) error {
	b := l.packets.Get().([]byte)
	n, _, err := c.ReadFrom(b)
	l.in <- b[:n]
	return err
}

// Who reads the channel gives back, by another name of the pool.
func (l *listener) count() int {
	sum := 0
	pool := &l.packets
	for b := range l.in {
		sum += len(b)
		recycle(pool, b)
	}
	return sum
}

func recycle(pool *sync.Pool, b []byte) { pool.Put(b[:cap(b)]) } //cistern:ignore POOL-09 not looked at here

// Whoever uses this package may give back.
var Shared = sync.Pool{New: func() any { return new([64]byte) }}

func TakeShared() *[64]byte { return Shared.Get().(*[64]byte) }
