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

type visit struct{ nodes map[int]bool }

var visits = sync.Pool{New: func() any { return &visit{nodes: map[int]bool{}} }}

// Another name for the map empties it as well.
func walk(all []int) int {
	v := visits.Get().(*visit)
	defer visits.Put(v)
	for _, n := range all {
		v.nodes[n] = true
	}
	known := v.nodes
	found := len(known)
	for n := range known {
		delete(known, n)
	}
	return found
}
