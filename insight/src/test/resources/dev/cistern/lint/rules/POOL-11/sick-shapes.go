package examples

import (
	"bufio"
	"sync"
)

type codec struct{ writers sync.Pool }

func newCodec() *codec { return &codec{writers: sync.Pool{}} }

func (c *codec) write() {
	w := c.writers.Get().(*bufio.Writer) // want POOL-11
	w.Flush()
	c.writers.Put(w)
}

var pooled = &sync.Pool{}

func assertedAtOnce() int {
	b := pooled.Get().(*[]byte) // want POOL-11
	n := len(*b)
	pooled.Put(b)
	return n
}

var limited = sync.Pool{New: func() any { // want POOL-03
	if full() {
		return nil
	}
	return new(bufio.Reader)
}}

func full() bool { return true }

func reader() *bufio.Reader {
	r := limited.Get().(*bufio.Reader) // want POOL-11
	return r
}
