package examples

import "sync"

type plain struct{ n int }

type guarded struct{ p *plain }

var (
	plains   [4]*sync.Pool
	guardeds [4]*sync.Pool
)

func getPlain(level int) *plain {
	pool := plains[level]
	v := pool.Get()
	if v == nil {
		return &plain{}
	}
	return v.(*plain)
}

func putPlain(level int, p *plain) {
	pool := plains[level]
	pool.Put(p)
}

func putGuarded(level int, g *guarded) {
	pool := guardeds[level]
	pool.Put(g)
}

var (
	first  = sync.Pool{New: func() any { return new(plain) }}
	second = sync.Pool{New: func() any { return new(guarded) }}
)

// Which pool it is shows only when it runs.
func either(one bool, put any) {
	pool := &first
	if !one {
		pool = &second
	}
	pool.Put(put)
}
