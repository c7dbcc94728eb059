//cistern:expect silent

package shop

import "sync"

// Cart holds what a customer chose.
type Cart struct {
	lock  sync.Mutex
	items [512]int64
	count int
}

// Carts are kept by customer.
type Carts struct{ byCustomer sync.Map }

// Add works on the cart in the map.
func (c *Carts) Add(customer string, item int64) {
	known, _ := c.byCustomer.LoadOrStore(customer, new(Cart))
	cart := known.(*Cart)
	cart.lock.Lock()
	defer cart.lock.Unlock()
	cart.items[cart.count%len(cart.items)] = item
	cart.count++
}

// Leave forgets a customer.
func (c *Carts) Leave(customer string) { c.byCustomer.Delete(customer) }
