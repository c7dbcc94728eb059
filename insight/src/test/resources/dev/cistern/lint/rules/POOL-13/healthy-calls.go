package examples

import (
	"bytes"
	"net/http"
	"sync"
)

func middleware(next http.Handler) http.Handler {
	pool := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b := pool.Get().(*bytes.Buffer)
		b.Reset()
		defer pool.Put(b)
		next.ServeHTTP(w, r)
	})
}

func batch(lines []string) int {
	pool := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	n := 0
	for _, line := range lines {
		b := pool.Get().(*bytes.Buffer)
		b.Reset()
		b.WriteString(line)
		n += b.Len()
		pool.Put(b)
	}
	return n
}

type server struct{ pool *sync.Pool }

func newServer() *server {
	pool := &sync.Pool{New: func() any { return new(bytes.Buffer) }}
	b := pool.Get().(*bytes.Buffer)
	b.Grow(64)
	pool.Put(b)
	return &server{pool: pool}
}

func workers(n int) {
	pool := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b := pool.Get().(*bytes.Buffer)
			b.Reset()
			pool.Put(b)
		}()
	}
	wg.Wait()
}
