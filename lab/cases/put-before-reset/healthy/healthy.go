//cistern:expect silent

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

// Do clears the call and gives it back.
func Do(name string, done func()) {
	c := calls.Get().(*Call)
	c.header.Set("Name", name)
	c.done = append(c.done, done)
	clear(c.header)
	c.done = nil
	calls.Put(c)
}
