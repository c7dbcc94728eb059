package examples

import (
	"compress/gzip"
	"io"
	"net/http"
	"sync"
)

func Gzip(level int) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			pool := sync.Pool{New: func() any { z, _ := gzip.NewWriterLevel(io.Discard, level); return z }} // want POOL-13
			z := pool.Get().(*gzip.Writer)
			defer pool.Put(z)
			z.Reset(w)
			next.ServeHTTP(w, r)
			z.Close()
		})
	}
}
