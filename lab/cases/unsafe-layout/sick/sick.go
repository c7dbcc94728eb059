//cistern:expect found POOL-17

package shop

import (
	"sync"
	"unsafe"
)

type small struct{ id int32 }

type large struct {
	id    int64
	total [7]int64
}

var records = sync.Pool{New: func() any { return new(small) }}

// Total writes 64 bytes where 4 were allocated.
func Total(id int64) int64 {
	s := records.Get().(*small)
	l := (*large)(unsafe.Pointer(s))
	l.id = id
	n := l.id
	records.Put(s)
	return n
}
