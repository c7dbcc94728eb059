//cistern:expect silent

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

// Report encodes rows and gives the encoder back while it is small.
func Report(rows []map[string]any, answer func([]byte)) error {
	e := encoders.Get().(*Encoder)
	e.buffer.Reset()
	err := e.json.Encode(rows)
	answer(e.buffer.Bytes())
	if e.buffer.Cap() <= 64<<10 {
		encoders.Put(e)
	}
	return err
}
