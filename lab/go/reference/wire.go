package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// wireSpec is one event type as stored: its name and how many varints follow the type byte.
type wireSpec struct {
	name  string
	args  int
	timed bool
}

// The table of the format's event types (Go 1.22 to 1.26). Types 43, 45 … carry a suffix of their own
// and are handled in readOne; 0 means "no such type".
var wireSpecs = map[byte]wireSpec{
	1: {"EventBatch", 4, false}, 2: {"Stacks", 0, false}, 3: {"Stack", 2, false}, 4: {"Strings", 0, false},
	5: {"String", 1, false}, 6: {"CPUSamples", 0, false}, 7: {"CPUSample", 5, false}, 8: {"Frequency", 1, false},
	9: {"ProcsChange", 3, true}, 10: {"ProcStart", 3, true}, 11: {"ProcStop", 1, true}, 12: {"ProcSteal", 4, true},
	13: {"ProcStatus", 3, true}, 14: {"GoCreate", 4, true}, 15: {"GoCreateSyscall", 2, true},
	16: {"GoStart", 3, true}, 17: {"GoDestroy", 1, true}, 18: {"GoDestroySyscall", 1, true},
	19: {"GoStop", 3, true}, 20: {"GoBlock", 3, true}, 21: {"GoUnblock", 4, true},
	22: {"GoSyscallBegin", 3, true}, 23: {"GoSyscallEnd", 1, true}, 24: {"GoSyscallEndBlocked", 1, true},
	25: {"GoStatus", 4, true}, 26: {"STWBegin", 3, true}, 27: {"STWEnd", 1, true}, 28: {"GCActive", 2, true},
	29: {"GCBegin", 3, true}, 30: {"GCEnd", 2, true}, 31: {"GCSweepActive", 2, true}, 32: {"GCSweepBegin", 2, true},
	33: {"GCSweepEnd", 3, true}, 34: {"GCMarkAssistActive", 2, true}, 35: {"GCMarkAssistBegin", 2, true},
	36: {"GCMarkAssistEnd", 1, true}, 37: {"HeapAlloc", 2, true}, 38: {"HeapGoal", 2, true},
	39: {"GoLabel", 2, true}, 40: {"UserTaskBegin", 5, true}, 41: {"UserTaskEnd", 3, true},
	42: {"UserRegionBegin", 4, true}, 43: {"UserRegionEnd", 4, true}, 44: {"UserLog", 5, true},
	45: {"GoSwitch", 3, true}, 46: {"GoSwitchDestroy", 3, true}, 47: {"GoCreateBlocked", 4, true},
	48: {"GoStatusStack", 5, true}, 49: {"ExperimentalBatch", 4, false}, 50: {"Sync", 0, false},
	51: {"ClockSnapshot", 4, true}, 52: {"EndOfGeneration", 0, false},
	128: {"Span", 4, true}, 129: {"SpanAlloc", 4, true}, 130: {"SpanFree", 2, true},
	131: {"HeapObject", 3, true}, 132: {"HeapObjectAlloc", 3, true}, 133: {"HeapObjectFree", 2, true},
	134: {"GoroutineStack", 3, true}, 135: {"GoroutineStackAlloc", 3, true}, 136: {"GoroutineStackFree", 2, true},
}

const headerBytes = 16

type wireCount struct {
	version     string
	events      int // every record, batch headers and tables included
	timed       int // those with a timestamp of their own inside a batch
	counts      map[string]int
	generations map[uint64]bool
	err         error
}

// countWire walks the file record by record, with no regard to order.
func countWire(data []byte) *wireCount {
	w := &wireCount{counts: map[string]int{}, generations: map[uint64]bool{}}
	if len(data) < headerBytes || !bytes.HasPrefix(data, []byte("go 1.")) {
		w.err = fmt.Errorf("wanted the header of a Go trace, found %.16q", data)
		return w
	}
	w.version = string(bytes.TrimRight(data[3:headerBytes], "\x00 trace"))
	if w.version < "1.22" || len(w.version) < 4 {
		w.err = fmt.Errorf("version %s has another record form", w.version)
		return w
	}
	r := bytes.NewReader(data[headerBytes:])
	for {
		at := len(data) - r.Len()
		t, err := r.ReadByte()
		if err == io.EOF {
			return w
		}
		if err := w.readOne(t, r); err != nil {
			w.err = fmt.Errorf("at %#x: %w", at, err)
			return w
		}
	}
}

func (w *wireCount) readOne(t byte, r *bytes.Reader) error {
	spec, ok := wireSpecs[t]
	if !ok {
		return fmt.Errorf("wanted an event type, found %d", t)
	}
	var args [5]uint64
	for i := range spec.args {
		v, err := binary.ReadUvarint(r)
		if err != nil {
			return fmt.Errorf("%s: %w", spec.name, err)
		}
		args[i] = v
	}
	switch spec.name {
	case "EventBatch":
		w.generations[args[0]] = true
	case "ExperimentalBatch":
		w.generations[args[1]] = true
		if err := skipData(r); err != nil {
			return err
		}
	case "String":
		if err := skipData(r); err != nil {
			return err
		}
	case "Stack":
		for range 4 * min(args[1], 1<<20) {
			if _, err := binary.ReadUvarint(r); err != nil {
				return fmt.Errorf("Stack: %w", err)
			}
		}
	}
	w.events++
	w.counts[spec.name]++
	if spec.timed {
		w.timed++
	}
	return nil
}

func skipData(r *bytes.Reader) error {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return err
	}
	if n > uint64(r.Len()) {
		return fmt.Errorf("wanted %d bytes of data, found %d", n, r.Len())
	}
	_, err = r.Seek(int64(n), io.SeekCurrent)
	return err
}
