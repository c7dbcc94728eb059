//cistern:expect silent

package shop

import "sync"

const pricesMax = 10_000

// Prices are kept while there is room.
type Prices struct {
	lock sync.Mutex
	byID map[string]int
}

// Price asks once for each id that is known.
func (p *Prices) Price(id string, ask func(string) int) int {
	p.lock.Lock()
	defer p.lock.Unlock()
	if price, ok := p.byID[id]; ok {
		return price
	}
	price := ask(id)
	if p.byID == nil || len(p.byID) >= pricesMax {
		p.byID = make(map[string]int)
	}
	p.byID[id] = price
	return price
}
