package main

import (
	"bufio"
	"errors"
	"io"
	"os"

	"golang.org/x/exp/trace"
)

// readEvents does what any use of a trace with the reference reader comes to, and nothing else: every event in
// order, its kind looked at.
func readEvents(file string) (map[string]int, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := trace.NewReader(bufio.NewReaderSize(f, 1<<16))
	if err != nil {
		return nil, err
	}
	events, transitions := 0, 0
	for {
		e, err := r.ReadEvent()
		if errors.Is(err, io.EOF) {
			return map[string]int{"events": events, "transitions": transitions}, nil
		}
		if err != nil {
			return nil, err
		}
		events++
		if e.Kind() == trace.EventStateTransition {
			transitions++
		}
	}
}
