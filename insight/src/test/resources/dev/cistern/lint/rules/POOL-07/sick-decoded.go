package examples

import (
	"encoding/json"
	"io"
	"sync"
)

type order struct {
	Items []string
	Note  string
}

var orders = sync.Pool{New: func() any { return &order{} }}

// An order without a note has the note of the one before.
func readOrder(body []byte, use func(order)) error {
	o := orders.Get().(*order)
	defer orders.Put(o)
	if err := json.Unmarshal(body, o); err != nil { // want POOL-07
		return err
	}
	use(*o)
	return nil
}

type answer struct{ Codes map[string]int }

var answers = sync.Pool{New: func() any { return new(answer) }}

// A map gets the new entries beside the old ones.
func countCodes(r io.Reader) (int, error) {
	a := answers.Get().(*answer)
	defer answers.Put(a)
	err := json.NewDecoder(r).Decode(a) // want POOL-07
	return len(a.Codes), err
}
