//cistern:expect found POOL-20

package shop

import "sync"

// Prices are kept for ever.
type Prices struct {
	lock sync.Mutex
	byID map[string]int
}

// Price asks once for each id, of which there is no end.
func (p *Prices) Price(id string, ask func(string) int) int {
	p.lock.Lock()
	defer p.lock.Unlock()
	price := ask(id)
	if p.byID == nil {
		p.byID = make(map[string]int)
	}
	p.byID[id] = price
	return price
}
