//cistern:expect found POOL-03

package shop

import (
	"bytes"
	"encoding/json"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Size forgets the buffer where the value cannot be encoded: no leak, a lost reuse.
func Size(value any) (int, error) {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	if err := json.NewEncoder(b).Encode(value); err != nil {
		return 0, err
	}
	n := b.Len()
	if b.Cap() <= 64<<10 {
		buffers.Put(b)
	}
	return n, nil
}
