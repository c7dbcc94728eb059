package examples

import (
	"io"

	"github.com/bytedance/gopkg/lang/mcache"
)

// Malloc and Free take slices as they are: nothing is moved to the heap.
func copied(w io.Writer, r io.Reader) error {
	b := mcache.Malloc(4096)
	defer mcache.Free(b)
	n, err := r.Read(b)
	if err != nil {
		return err
	}
	_, err = w.Write(b[:n])
	return err
}
