package examples

import "sync"

type part struct {
	index int
	data  []byte
	count counts
}

type counts struct{ read, lost int }

var parts = sync.Pool{New: func() any { b := make([]byte, 512); return &b }}

// The receiver has a copy.
func cutOff(read func([]byte) int, out chan<- part) {
	p := parts.Get().(*[]byte)
	defer parts.Put(p)
	b := *p
	n := read(b)
	out <- part{index: 1, data: append([]byte(nil), b[:n]...)}
}

// Whoever got it is waited for.
func cutAndWait(read func([]byte) int, out chan<- part, done <-chan struct{}) {
	p := parts.Get().(*[]byte)
	n := read(*p)
	out <- part{data: (*p)[:n]}
	<-done
	parts.Put(p)
}

type tally struct {
	now  counts
	body []byte
}

var tallies = sync.Pool{New: func() any { return &tally{} }}

// A struct of numbers is a copy.
func count(read func([]byte) counts) counts {
	t := tallies.Get().(*tally)
	t.now = read(t.body)
	now := t.now
	tallies.Put(t)
	return now
}
