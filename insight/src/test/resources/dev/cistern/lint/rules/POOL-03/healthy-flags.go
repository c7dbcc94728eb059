package examples

import "sync"

type entry struct{ body []byte }

var entries = sync.Pool{New: func() any { return new(entry) }}

type store interface{ put(*entry) }

// Two conditions that agree: what is not stored goes back.
func serve(s store, body []byte, fits bool) error {
	e := entries.Get().(*entry)
	stored := false
	if fits {
		e.body = body
		s.put(e)
		stored = true
	}
	if !stored {
		entries.Put(e)
	}
	return nil
}
