package examples

import "sync"

type plain struct{ n int }

type guarded struct{ p *plain }

var levels [4]*sync.Pool

func getPlain(level int) *plain {
	pool := levels[level]
	v := pool.Get()
	if v == nil {
		return &plain{}
	}
	return v.(*plain)
}

func putGuarded(level int, g *guarded) {
	pool := levels[level]
	pool.Put(g) // want POOL-10
}
