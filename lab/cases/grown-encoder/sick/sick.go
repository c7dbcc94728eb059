//cistern:expect found POOL-08

package shop

import (
	"bytes"
	"encoding/json"
	"sync"
)

// Encoder writes reports into a buffer that it keeps.
type Encoder struct {
	buffer bytes.Buffer
	json   *json.Encoder
}

var encoders = sync.Pool{New: func() any {
	e := new(Encoder)
	e.json = json.NewEncoder(&e.buffer)
	return e
}}

// Report encodes rows; a report of 5 MB stays in the pool for answers of 2 KB.
func Report(rows []map[string]any, answer func([]byte)) error {
	e := encoders.Get().(*Encoder)
	e.buffer.Reset()
	err := e.json.Encode(rows)
	answer(e.buffer.Bytes())
	encoders.Put(e)
	return err
}
