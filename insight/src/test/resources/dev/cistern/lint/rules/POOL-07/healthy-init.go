package examples

import "sync"

type rows struct {
	source  []string
	names   []string
	cur     int
	total   int
	verbose bool
}

var rowsPool = sync.Pool{New: func() any { return new(rows) }}

func takeRows() *rows { return rowsPool.Get().(*rows) }

// Set anew at each use, whatever it was.
func (r *rows) init(source []string, verbose bool) {
	r.source = source
	r.verbose = verbose
}

func (r *rows) next() string {
	r.cur++
	if r.verbose {
		r.total++
	}
	return r.source[r.cur-1]
}

func (r *rows) reset() {
	r.source = nil
	r.names = r.names[:0]
	r.cur = 0
	r.total = 0
	rowsPool.Put(r)
}

func first(source []string) string {
	r := takeRows()
	defer r.reset()
	r.init(source, false)
	return r.next()
}
