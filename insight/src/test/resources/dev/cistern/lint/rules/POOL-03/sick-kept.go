package examples

import (
	"bufio"
	"compress/gzip"
	"io"
	"sync"
)

type codec struct{ tmp []byte }

var codecs = sync.Pool{New: func() any { return new(codec) }}

func (c *codec) size(v []byte) int { c.tmp = append(c.tmp[:0], v...); return len(c.tmp) }
func Size(v []byte) int {
	return codecs.Get().(*codec).size(v) // want POOL-03
}
func Size2(v []byte) int { c := codecs.Get().(*codec); n := c.size(v); codecs.Put(c); return n }

type element struct {
	buf *[]byte
	ok  bool
}

var bufs = sync.Pool{New: func() any { b := make([]byte, 0, 1024); return &b }}

func getBuf() *[]byte  { return bufs.Get().(*[]byte) }
func putBuf(b *[]byte) { *b = (*b)[:0]; bufs.Put(b) }

type queue struct {
	mu   sync.Mutex
	list []*[]byte
}

func (q *queue) push(p []byte) {
	b := getBuf()
	*b = append(*b, p...)
	q.mu.Lock()
	q.list = append(q.list, b)
	q.mu.Unlock()
}
func (q *queue) flush(w io.Writer) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, b := range q.list {
		if _, err := w.Write(*b); err != nil {
			return err
		}
		putBuf(b)
	}
	q.list = q.list[:0]
	return nil
}
func (q *queue) reset() {
	q.mu.Lock()
	q.list = nil // want POOL-03
	q.mu.Unlock()
}

type lineReader struct {
	sc     *bufio.Scanner
	closer func()
	n      int
}

var gzs = sync.Pool{New: func() any { return new(gzip.Reader) }}

func newLineReader(r io.Reader) (*lineReader, error) {
	zr := gzs.Get().(*gzip.Reader)
	if err := zr.Reset(r); err != nil {
		gzs.Put(zr)
		return nil, err
	}
	return &lineReader{sc: bufio.NewScanner(zr), closer: func() { gzs.Put(zr) }}, nil
}
func (l *lineReader) next() (string, bool) {
	if !l.sc.Scan() {
		return "", false
	}
	l.n++
	return l.sc.Text(), true
}
func (l *lineReader) Close() {
	if l == nil || l.closer == nil {
		return
	}
	l.closer()
	l.closer = nil
}
func Count(r io.Reader) (int, error) {
	l, err := newLineReader(r) // want POOL-03
	if err != nil {
		return 0, err
	}
	for {
		if _, ok := l.next(); !ok {
			break
		}
	}
	return l.n, nil
}
func First(r io.Reader) (string, error) {
	l, err := newLineReader(r)
	if err != nil {
		return "", err
	}
	defer l.Close()
	s, _ := l.next()
	return s, nil
}
