//cistern:expect silent

package shop

import (
	"bytes"
	"encoding/json"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Size gives the buffer back on every way, unless it has grown too large.
func Size(value any) (int, error) {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	defer func() {
		if b.Cap() <= 64<<10 {
			buffers.Put(b)
		}
	}()
	if err := json.NewEncoder(b).Encode(value); err != nil {
		return 0, err
	}
	return b.Len(), nil
}
