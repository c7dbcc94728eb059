//cistern:expect found POOL-11

package shop

import "sync"

type page struct{ lines [64]string }

var pages sync.Pool

// Show panics on its first call: nobody has put anything yet.
func Show(text string) int {
	p := pages.Get().(*page)
	p.lines[0] = text
	n := len(p.lines[0])
	p.lines[0] = ""
	pages.Put(p)
	return n
}
