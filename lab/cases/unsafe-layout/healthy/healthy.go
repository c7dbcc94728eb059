//cistern:expect silent

package shop

import "sync"

type large struct {
	id    int64
	total [7]int64
}

var records = sync.Pool{New: func() any { return new(large) }}

// Total takes what it works on.
func Total(id int64) int64 {
	l := records.Get().(*large)
	l.id = id
	n := l.id
	records.Put(l)
	return n
}
