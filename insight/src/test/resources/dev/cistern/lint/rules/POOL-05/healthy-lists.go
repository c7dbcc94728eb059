package examples

import "sync"

type lines struct {
	mu   sync.Mutex
	all  [][]byte
	last map[string][]byte
}

var scratches = sync.Pool{New: func() any { b := make([]byte, 0, 512); return &b }}

// A copy goes into the list and the map; what is pooled stays here.
func (l *lines) add(key, msg string) {
	bp := scratches.Get().(*[]byte)
	b := append((*bp)[:0], msg...)
	l.mu.Lock()
	l.all = append(l.all, append([]byte(nil), b...))
	l.set(key, append([]byte(nil), b...))
	l.mu.Unlock()
	*bp = b
	scratches.Put(bp)
}

func (l *lines) set(key string, b []byte) { l.last[key] = b }

func (l *lines) get(key string) []byte { return l.last[key] }

func (l *lines) forget(key string) { delete(l.last, key) }
