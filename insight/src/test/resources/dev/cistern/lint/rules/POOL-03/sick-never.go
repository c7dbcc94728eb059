package examples

import (
	"net"
	"sync"
)

type receiver struct {
	packets sync.Pool
	in      chan []byte
}

func newReceiver() *receiver {
	r := &receiver{in: make(chan []byte, 16)}
	r.packets.New = func() any { return make([]byte, 2048) } // want POOL-03
	return r
}

func (r *receiver) receive(c net.PacketConn) error {
	for {
		b := r.packets.Get().([]byte)
		n, _, err := c.ReadFrom(b)
		if err != nil {
			return err
		}
		r.in <- b[:n]
	}
}

// Who reads the channel gives nothing back.
func (r *receiver) count() int {
	sum := 0
	for b := range r.in {
		sum += len(b)
	}
	return sum
}
