//cistern:expect silent

package shop

import "sync"

type order struct{ id, item int64 }

type refund struct{ id int64 }

var orders = sync.Pool{New: func() any { return new(order) }}

var refunds = sync.Pool{New: func() any { return new(refund) }}

// Order takes an order.
func Order(id int64) int64 {
	o := orders.Get().(*order)
	o.id = id
	n := o.id
	orders.Put(o)
	return n
}

// Refund takes a refund.
func Refund(id int64) int64 {
	r := refunds.Get().(*refund)
	r.id = id
	n := r.id
	refunds.Put(r)
	return n
}
