package examples

import (
	"compress/gzip"
	"io"
	"sync"
)

var compressors = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

// What is written to a compressor goes on to its writer: it does not grow.
func compress(dst io.Writer, src io.Reader) error {
	zw := compressors.Get().(*gzip.Writer)
	defer compressors.Put(zw)
	zw.Reset(dst)
	if _, err := io.Copy(zw, src); err != nil {
		return err
	}
	return zw.Close()
}
