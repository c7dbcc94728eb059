//cistern:expect silent

package shop

import (
	"encoding/json"
	"net/http"
	"sync"
)

// Message is what a handler answers.
type Message struct {
	ID   int64
	Text string
	Pad  [16]int64
}

var messages = sync.Pool{New: func() any { return new(Message) }}

// Answer gives the message itself back.
func Answer(w http.ResponseWriter, id int64) error {
	m := messages.Get().(*Message)
	m.ID, m.Text = id, "ready"
	err := json.NewEncoder(w).Encode(m)
	*m = Message{}
	messages.Put(m)
	return err
}
