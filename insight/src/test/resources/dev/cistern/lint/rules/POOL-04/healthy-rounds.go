package examples

import "sync"

type metas []int

var metaPool = sync.Pool{New: func() any { m := make(metas, 0, 8); return &m }}

// One call takes the new list and gives the old one back.
func (m *metas) finish() *metas {
	next := metaPool.Get().(*metas)
	*next = append((*next)[:0], *m...)
	metaPool.Put(m)
	return next
}

type stream struct{ chunks *metas }

type builder struct{ streams map[string]*stream }

func (b *builder) finish() {
	for id := range b.streams {
		b.streams[id].chunks = b.streams[id].chunks.finish()
	}
}
