package examples

import (
	"errors"
	"sync"
)

type event struct{ data []byte }

var events = sync.Pool{New: func() any { return new(event) }}

type queue struct {
	list  []*event
	limit int
}

// Whoever keeps it on one way decides over it on all.
func (q *queue) push(e *event) error {
	if q.limit > 0 && len(q.list) >= q.limit {
		return errors.New("full")
	}
	q.list = append(q.list, e)
	return nil
}

func enqueued(q *queue) {
	e := events.Get().(*event)
	q.push(e)
}

type proposal struct{ event *event }

var proposals = sync.Pool{New: func() any { return new(proposal) }}

func newProposal(e *event) *proposal {
	p := proposals.Get().(*proposal)
	p.event = e
	return p
}

// One pooled object in another, and both handed on.
func nested(out chan *proposal) {
	e := events.Get().(*event)
	out <- newProposal(e)
}

func listed(n int) {
	all := make([]*event, n)
	for i := range all {
		e := events.Get().(*event)
		all[i] = e
	}
	for _, e := range all {
		events.Put(e)
	}
}

func handled(p *proposal) {
	p.event = nil
	proposals.Put(p)
}
