//cistern:expect silent

package shop

import "sync"

type page struct{ lines [64]string }

var pages sync.Pool

// Show makes a page where the pool has none.
func Show(text string) int {
	p, ok := pages.Get().(*page)
	if !ok {
		p = new(page)
	}
	p.lines[0] = text
	n := len(p.lines[0])
	p.lines[0] = ""
	pages.Put(p)
	return n
}
