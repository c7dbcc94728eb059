package examples

import "sync"

type page [64]byte

var pages = sync.Pool{New: func() any { return new(page) }}

func each(f func() bool) error { return nil }

func read(p *page) int { return len(p) }

// The function around the literal hands on what the literal has set.
func wait() (data []byte, put func(), err error) {
	err = each(func() bool {
		p := pages.Get().(*page)
		put = func() { pages.Put(p) }
		n := read(p)
		if n > 0 {
			data = p[:n]
		} else {
			put()
			put = nil
			data = nil
		}
		return n != 7
	})
	return
}
