package examples

import (
	"compress/gzip"
	"io"
	"net/http"
	"sync"
)

func zipped(next http.Handler) http.Handler {
	pool := sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		z := pool.Get().(*gzip.Writer)
		defer pool.Put(z)
		z.Reset(w)
		next.ServeHTTP(w, r)
		z.Close()
	})
}
