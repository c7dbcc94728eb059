package examples

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"sync"
)

type record struct {
	msg   []byte
	attrs []slog.Attr
}
type sink interface{ Append([]byte) }
type handler struct {
	mu    sync.Mutex
	lines [][]byte
}

var bufs = sync.Pool{New: func() any { b := make([]byte, 0, 512); return &b }}

func (h *handler) Handle(_ context.Context, r slog.Record) error {
	bp := bufs.Get().(*[]byte)
	buf := (*bp)[:0]
	defer func() { *bp = buf; bufs.Put(bp) }()
	buf = append(buf, r.Message...)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.lines = append(h.lines, buf) // want POOL-05
	return nil
}

type recorder struct {
	buf  *bytes.Buffer
	code int
	http.ResponseWriter
}

func (r *recorder) Write(p []byte) (int, error) { return r.buf.Write(p) }

var pool = sync.Pool{New: func() any { return &bytes.Buffer{} }}

type Cache interface{ Set(key string, val []byte) }

func Middleware(c *store, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		buf := pool.Get().(*bytes.Buffer)
		buf.Reset()
		defer pool.Put(buf)
		rec := &recorder{buf: buf, ResponseWriter: w}
		next.ServeHTTP(rec, r)
		c.set(r.URL.Path, buf.Bytes()) // want POOL-05
		w.Write(buf.Bytes())
	})
}

type store struct {
	mu sync.Mutex
	m  map[string][]byte
}

func (s *store) set(k string, v []byte) { s.mu.Lock(); s.m[k] = v; s.mu.Unlock() } // want POOL-20
