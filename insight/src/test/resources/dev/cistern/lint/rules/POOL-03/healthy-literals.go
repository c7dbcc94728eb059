package examples

import (
	"sync"
)

type B struct{ b [128]byte }

var pool = sync.Pool{New: func() any { return new(B) }}

func start() func() { b := pool.Get().(*B); b.b[0] = 1; return func() { pool.Put(b) } }
