package examples

import "sync"

type scan struct {
	seen  map[string]bool
	cache map[string]int
}

var scans = sync.Pool{New: func() any { return &scan{seen: map[string]bool{}, cache: map[string]int{}} }}

// What is seen is of one call, and goes; what is cached is meant to stay.
func unique(in []string) int {
	s := scans.Get().(*scan)
	defer scans.Put(s)
	clear(s.seen)
	for _, v := range in {
		s.seen[v] = true
		s.cache[v] = len(v)
	}
	return len(s.seen)
}
