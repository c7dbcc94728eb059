//cistern:expect silent

package shop

import (
	"net"
	"sync"
)

var packets = sync.Pool{New: func() any { return new([65536]byte) }}

// Receive gives the packet back when its handler is done.
func Receive(conn net.PacketConn, handle func([]byte)) error {
	p := packets.Get().(*[65536]byte)
	defer packets.Put(p)
	n, _, err := conn.ReadFrom(p[:])
	if err != nil {
		return err
	}
	handle(p[:n])
	return nil
}
