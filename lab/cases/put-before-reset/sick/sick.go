//cistern:expect found POOL-04

package shop

import (
	"net/http"
	"sync"
)

// Call is one request on its way, with what to do when it is done.
type Call struct {
	header http.Header
	done   []func()
}

var calls = sync.Pool{New: func() any { return &Call{header: make(http.Header)} }}

// Do gives the call back and clears it after: by then it may be another's.
func Do(name string, done func()) {
	c := calls.Get().(*Call)
	c.header.Set("Name", name)
	c.done = append(c.done, done)
	calls.Put(c)
	clear(c.header)
	c.done = nil
}
