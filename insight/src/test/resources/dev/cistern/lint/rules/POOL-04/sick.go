package examples

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func use(b *bytes.Buffer) {}


func behind() int {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	pool.Put(b)
	return b.Len() // want POOL-04
}

func deferredOrder() {
	b := pool.Get().(*bytes.Buffer)
	defer b.Reset() // want POOL-04
	defer pool.Put(b)
}

func returned() *bytes.Buffer {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	b.Reset()
	return b // want POOL-04
}

func give(b *bytes.Buffer) { pool.Put(b) }

func throughWrapper() {
	b := pool.Get().(*bytes.Buffer)
	give(b)
	b.WriteString("x") // want POOL-04
}

func oneWay(ok bool) {
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	if ok {
		pool.Put(b)
	}
	b.WriteString("x") // want POOL-04
	if !ok {
		pool.Put(b)
	}
}

func literal() {
	b := pool.Get().(*bytes.Buffer)
	done := func() { pool.Put(b) }
	done()
	b.Reset() // want POOL-04
}

func inLoop(n int) {
	b := pool.Get().(*bytes.Buffer) // want POOL-03
	for i := 0; i < n; i++ {
		b.Reset() // want POOL-04
		pool.Put(b)
	}
}
