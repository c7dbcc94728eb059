package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"

	"golang.org/x/exp/trace"
)

// traceAnswer is what the reference reader delivers. Events and all that is counted from them end where
// the reader refuses to go on. stored* count the records of the file without ordering them.
type traceAnswer struct {
	Tool             string         `json:"tool"`
	Refused          string         `json:"refused,omitempty"`
	Version          string         `json:"version"`
	Events           int            `json:"events"`
	EventCounts      map[string]int `json:"eventCounts"`
	Goroutines       int            `json:"goroutines"`
	GoroutinesRan    int            `json:"goroutinesRan"`
	Procs            int            `json:"procs"`
	Threads          int            `json:"threads"`
	Generations      int            `json:"generations"`
	GCCycles         int            `json:"gcCycles"`
	STWCount         int            `json:"stwCount"`
	STWNanos         int64          `json:"stwNanos"`
	RangeCounts      map[string]int `json:"rangeCounts"`
	WaitCounts       map[string]int `json:"waitCounts"`
	FirstNanos       int64          `json:"firstNanos"`
	LastNanos        int64          `json:"lastNanos"`
	WireEvents       int            `json:"wireEvents"`
	WireTimedEvents  int            `json:"wireTimedEvents"`
	WireEventCounts  map[string]int `json:"wireEventCounts"`
	WireGenerations  int            `json:"wireGenerations"`
	WireRefused      string         `json:"wireRefused,omitempty"`
	HeapLiveMaxBytes uint64         `json:"heapLiveMaxBytes"`
}

// collector is the state of one walk over the events.
type collector struct {
	answer            *traceAnswer
	seen, ran         map[trace.GoID]bool
	procs             map[trace.ProcID]bool
	threads           map[trace.ThreadID]bool
	stops             map[stopKey]trace.Time
	firstSet          bool
	syncs, firstNanos int64
}

type stopKey struct {
	name  string
	scope trace.ResourceID
}

func traceFacts(file string) (*traceAnswer, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	answer := &traceAnswer{
		Tool:        "golang.org/x/exp/trace",
		EventCounts: map[string]int{},
		RangeCounts: map[string]int{},
		WaitCounts:  map[string]int{},
	}
	c := &collector{
		answer:  answer,
		seen:    map[trace.GoID]bool{},
		ran:     map[trace.GoID]bool{},
		procs:   map[trace.ProcID]bool{},
		threads: map[trace.ThreadID]bool{},
		stops:   map[stopKey]trace.Time{},
	}
	if err := c.walk(data); err != nil {
		answer.Refused = err.Error()
	}
	answer.Goroutines, answer.GoroutinesRan = len(c.seen), len(c.ran)
	answer.Procs, answer.Threads = len(c.procs), len(c.threads)
	w := countWire(data)
	answer.Version = w.version
	answer.WireEvents, answer.WireTimedEvents, answer.WireEventCounts = w.events, w.timed, w.counts
	answer.WireGenerations = len(w.generations)
	answer.Generations = answer.WireGenerations
	if w.err != nil {
		answer.WireRefused = w.err.Error()
	}
	return answer, nil
}

func (c *collector) walk(data []byte) error {
	r, err := trace.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	for {
		e, err := r.ReadEvent()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		c.add(e)
	}
}

func (c *collector) add(e trace.Event) {
	a := c.answer
	a.Events++
	a.EventCounts[e.Kind().String()]++
	if !c.firstSet {
		a.FirstNanos, c.firstSet = int64(e.Time()), true
	}
	a.LastNanos = int64(e.Time())
	if g := e.Goroutine(); g != trace.NoGoroutine {
		c.seen[g], c.ran[g] = true, true
	}
	if p := e.Proc(); p != trace.NoProc {
		c.procs[p] = true
	}
	if t := e.Thread(); t != trace.NoThread {
		c.threads[t] = true
	}
	switch e.Kind() {
	case trace.EventRangeBegin, trace.EventRangeActive, trace.EventRangeEnd:
		c.addRange(e)
	case trace.EventStateTransition:
		c.addTransition(e.StateTransition())
	case trace.EventMetric:
		if m := e.Metric(); m.Name == "/memory/classes/heap/objects:bytes" {
			a.HeapLiveMaxBytes = max(a.HeapLiveMaxBytes, m.Value.Uint64())
		}
	}
}

func (c *collector) addRange(e trace.Event) {
	r := e.Range()
	if e.Kind() == trace.EventRangeBegin {
		c.answer.RangeCounts[r.Name]++
		if r.Name == "GC concurrent mark phase" {
			c.answer.GCCycles++
		}
	}
	if r.Scope.Kind == trace.ResourceGoroutine {
		c.seen[r.Scope.Goroutine()] = true
	}
	if !strings.HasPrefix(r.Name, "stop-the-world") {
		return
	}
	key := stopKey{r.Name, r.Scope}
	switch e.Kind() {
	case trace.EventRangeBegin:
		c.stops[key] = e.Time()
	case trace.EventRangeEnd:
		if start, ok := c.stops[key]; ok {
			delete(c.stops, key)
			c.answer.STWCount++
			c.answer.STWNanos += int64(e.Time().Sub(start))
		}
	}
}

func (c *collector) addTransition(t trace.StateTransition) {
	if t.Resource.Kind != trace.ResourceGoroutine {
		return
	}
	c.seen[t.Resource.Goroutine()] = true
	from, to := t.Goroutine()
	if from != to && to == trace.GoWaiting && from != trace.GoUndetermined {
		c.answer.WaitCounts[t.Reason]++
	}
}
