//cistern:expect found POOL-05

package shop

import (
	"net"
	"sync"
)

var packets = sync.Pool{New: func() any { return new([65536]byte) }}

// Receive hands on memory that the next packet is read into.
func Receive(conn net.PacketConn) ([]byte, error) {
	p := packets.Get().(*[65536]byte)
	defer packets.Put(p)
	n, _, err := conn.ReadFrom(p[:])
	return p[:n], err
}
