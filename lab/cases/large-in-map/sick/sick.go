//cistern:expect found POOL-09

package shop

import "sync"

// Cart holds what a customer chose.
type Cart struct {
	items [512]int64
	count int
}

// Carts are kept by customer.
type Carts struct{ byCustomer sync.Map }

// Add copies a cart of 4 KiB into the map for each item.
func (c *Carts) Add(customer string, item int64) {
	var cart Cart
	if known, ok := c.byCustomer.Load(customer); ok {
		cart = known.(Cart)
	}
	cart.items[cart.count%len(cart.items)] = item
	cart.count++
	c.byCustomer.Store(customer, cart)
}

// Leave forgets a customer.
func (c *Carts) Leave(customer string) { c.byCustomer.Delete(customer) }
