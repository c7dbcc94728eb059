package examples

import (
	"bufio"
	"io"
	"sync"
)

var writers sync.Pool

func writer(w io.Writer) *bufio.Writer {
	if v := writers.Get(); v != nil {
		bw := v.(*bufio.Writer)
		bw.Reset(w)
		return bw
	}
	return bufio.NewWriter(w)
}

func orNew(w io.Writer) *bufio.Writer {
	bw, _ := writers.Get().(*bufio.Writer)
	if bw == nil {
		bw = bufio.NewWriter(w)
	}
	return bw
}

// Its factory comes later, in init.
var later sync.Pool

func init() {
	later.New = func() any { return new(bufio.Reader) }
}

func lateReader() *bufio.Reader { return later.Get().(*bufio.Reader) }

func switched(w io.Writer) *bufio.Writer {
	switch v := writers.Get().(type) {
	case *bufio.Writer:
		v.Reset(w)
		return v
	default:
		return bufio.NewWriter(w)
	}
}

func putWriter(w *bufio.Writer) {
	w.Reset(nil)
	writers.Put(w)
}

func putLate(r *bufio.Reader) {
	r.Reset(nil)
	later.Put(r)
}
