package examples

import (
	"encoding/json"
	"sync"
)

type bill struct {
	Lines []string
	Note  string
}

var bills = sync.Pool{New: func() any { return &bill{} }}

// Emptied as soon as it is taken.
func readBill(body []byte, use func(bill)) error {
	b := bills.Get().(*bill)
	*b = bill{}
	defer bills.Put(b)
	if err := json.Unmarshal(body, b); err != nil {
		return err
	}
	use(*b)
	return nil
}

type parcel struct{ Labels []string }

var parcels = sync.Pool{New: func() any { return &parcel{} }}

func putParcel(p *parcel) {
	p.Labels = nil
	parcels.Put(p)
}

// Emptied by who gives it back.
func readParcel(body []byte) (int, error) {
	p := parcels.Get().(*parcel)
	defer putParcel(p)
	err := json.Unmarshal(body, p)
	return len(p.Labels), err
}

type stamp struct{ at int }

func (s *stamp) UnmarshalJSON(text []byte) error {
	s.at = len(text)
	return nil
}

var stamps = sync.Pool{New: func() any { return &stamp{} }}

// It reads itself.
func readStamp(body []byte) (int, error) {
	s := stamps.Get().(*stamp)
	defer stamps.Put(s)
	err := json.Unmarshal(body, s)
	return s.at, err
}

// A new one for each message.
func readFresh(body []byte) (*bill, error) {
	b := &bill{}
	return b, json.Unmarshal(body, b)
}
