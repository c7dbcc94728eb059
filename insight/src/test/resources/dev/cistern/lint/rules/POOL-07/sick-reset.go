package examples

import (
	"sync"
)

type Context struct {
	path    string
	params  map[string]string
	index   int
	aborted bool
	errs    []error
}

func (c *Context) Reset() {
	c.path = ""
	c.params = nil
	c.index = -1
	c.aborted = false
	c.errs = c.errs[:0]
}
func (c *Context) Set(k, v string) {
	if c.params == nil {
		c.params = map[string]string{}
	}
	c.params[k] = v
}
func (c *Context) Get(k string) string { return c.params[k] }
func (c *Context) Error(err error)     { c.errs = append(c.errs, err) }

type Engine struct{ pool sync.Pool }

func (e *Engine) get(path string) *Context            { c := e.pool.Get().(*Context); c.path = path; return c }
func (e *Engine) put(c *Context)                      { e.pool.Put(c) } // want POOL-07
func (e *Engine) Serve(path string, h func(*Context)) { c := e.get(path); h(c); e.put(c) }
func New() *Engine                                    { e := &Engine{}; e.pool.New = func() any { return &Context{} }; return e }
