package examples

import (
	"io"
	"strings"
	"sync"
)

type splitter struct{ words []string }

var splitters = sync.Pool{New: func() any { return &splitter{} }}

func split(s string) []string {
	p := splitters.Get().(*splitter)
	defer splitters.Put(p)
	p.words = p.words[:0]
	for _, word := range strings.Fields(s) {
		p.words = append(p.words, word)
	}
	return append([]string(nil), p.words...)
}

type lister struct{ items []string }

var listers = sync.Pool{New: func() any { return &lister{} }}

// The slice is begun anew by the local one.
func list(s string) int {
	l := listers.Get().(*lister)
	defer listers.Put(l)
	items := l.items[:0]
	items = append(items, s)
	l.items = items
	return len(l.items)
}

type batch struct{ ids []int }

var batches = sync.Pool{New: func() any { return &batch{} }}

func (b *batch) add(id int) { b.ids = append(b.ids, id) }

func give(b *batch) {
	*b = batch{}
	batches.Put(b)
}

func count(ids []int) int {
	b := batches.Get().(*batch)
	for _, id := range ids {
		b.add(id)
	}
	n := len(b.ids)
	give(b)
	return n
}

type logLine struct {
	to  io.Writer
	buf []byte
}

var logLines = sync.Pool{New: func() any { return new(logLine) }}

func newLogLine(to io.Writer) *logLine {
	l := logLines.Get().(*logLine)
	l.to = to
	return l
}

// Who calls what gives back empties it.
func (l *logLine) write() error {
	_, err := l.to.Write(l.buf)
	l.to = nil
	l.buf = l.buf[:0]
	giveLogLine(l)
	return err
}

func giveLogLine(l *logLine) { logLines.Put(l) }
