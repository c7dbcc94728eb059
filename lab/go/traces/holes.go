package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/trace"
	"time"
)

// holesTruth is what the runtime says of the heap when the trace ends.
type holesTruth struct {
	HeapInuse, HeapAlloc, HeapObjects uint64
}

type record struct {
	bytes [480]byte
	next  *record
}

const (
	holesBytes = 64 << 20
	keptEvery  = 16 // of the records, so that each span keeps some
)

var holesKept []*record

// holes fills the heap with records, lets go of most, and traces while that happens: with
// GODEBUG=traceallocfree=1 the trace tells each slot. Without a fault it lets go of whole runs of them.
func holes(dir string, healthy bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var truth holesTruth
	err := create(filepath.Join(dir, "holes.trace"), func(w io.Writer) error {
		debug.SetGCPercent(-1)
		if err := trace.Start(w); err != nil {
			return err
		}
		defer trace.Stop()
		all := make([]*record, holesBytes/512)
		for i := range all {
			all[i] = new(record)
		}
		for i, r := range all {
			if healthy && i < len(all)/keptEvery || !healthy && i%keptEvery == 0 {
				holesKept = append(holesKept, r)
			}
		}
		clear(all)
		runtime.GC()
		runtime.GC() // the first one's garbage is swept
		time.Sleep(settleTime)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		truth = holesTruth{HeapInuse: m.HeapInuse, HeapAlloc: m.HeapAlloc, HeapObjects: m.HeapObjects}
		return nil
	})
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(truth, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "holes.json"), append(text, '\n'), 0o644)
}
