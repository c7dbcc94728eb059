package examples

import (
	"sync"
)

type scan struct {
	seen map[string]bool
	out  []string
}

var scans = sync.Pool{New: func() any { return &scan{seen: map[string]bool{}} }}

func Unique(in []string) []string {
	s := scans.Get().(*scan)
	defer scans.Put(s)
	s.out = s.out[:0]
	for _, v := range in {
		if !s.seen[v] {
			s.seen[v] = true // want POOL-07
			s.out = append(s.out, v)
		}
	}
	return append([]string(nil), s.out...)
}
