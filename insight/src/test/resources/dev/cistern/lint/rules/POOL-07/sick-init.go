package examples

import "sync"

type cells struct {
	source  []string
	names   []string
	cur     int
	verbose bool
	match   func(string) bool
}

var cellsPool = sync.Pool{New: func() any { return new(cells) }}

func takeCells() *cells { return cellsPool.Get().(*cells) }

func (c *cells) init(source []string, prefix string, verbose bool) {
	c.source = source
	c.verbose = verbose
	if prefix != "" {
		c.match = func(s string) bool { return s == prefix }
	}
}

func (c *cells) next() bool {
	c.cur++
	return c.match == nil || c.match(c.source[c.cur-1])
}

func (c *cells) reset() {
	c.source = nil
	c.names = c.names[:0]
	c.cur = 0
	cellsPool.Put(c)
} // want POOL-07

func begins(source []string, prefix string) bool {
	c := takeCells()
	defer c.reset()
	c.init(source, prefix, false)
	return c.next()
}
