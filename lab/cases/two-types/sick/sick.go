//cistern:expect found POOL-10

package shop

import "sync"

type order struct{ id, item int64 }

type refund struct{ id int64 }

var records = sync.Pool{New: func() any { return new(order) }}

// Order takes what the pool makes.
func Order(id int64) int64 {
	o := records.Get().(*order)
	o.id = id
	n := o.id
	records.Put(o)
	return n
}

// Refund puts another type in, on which Order panics.
func Refund(id int64) {
	records.Put(&refund{id: id})
}
