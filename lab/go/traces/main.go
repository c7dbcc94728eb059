// Command traces writes execution traces of known content, each with its own account of itself beside it.
//
//	go run ./traces -o DIR [-rounds 20] [-length 2500ms]
//	go run ./traces -o DIR -megabytes 100
//	GODEBUG=traceallocfree=1 go run ./traces -o DIR -holes sick|healthy
//
// It writes DIR/full.trace (trace.Start to trace.Stop, several generations) and DIR/flight.trace (a flight
// recorder's snapshot, which begins in the middle of life), and DIR/full.json with what really happened:
// goroutines started, waits by reason, regions, tasks, logs, collections and their stops. With
// GODEBUG=traceallocfree=1 the trace also carries the allocation experiment's events. With -megabytes it writes
// DIR/bulk.trace alone, of about that size, from a busy service whose events nobody counts; with -holes
// DIR/holes.trace and DIR/holes.json, a heap with most objects gone and what the runtime says of it.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/pprof"
	"runtime/trace"
	"time"
)

func main() {
	out := flag.String("o", "traces-out", "the directory to write to")
	rounds := flag.Int("rounds", 20, "rounds of activity in the full trace")
	length := flag.Duration("length", 2500*time.Millisecond, "the full trace's least length; the runtime starts a generation a second")
	megabytes := flag.Float64("megabytes", 0, "write one trace of about this size instead")
	pools := flag.Bool("pools", false, "use pools under labels in the full trace too, for a build with pool events")
	leave := flag.String("holes", "", "trace a heap that most objects leave instead: sick (one of each span stays) or healthy")
	flag.Parse()
	var err error
	switch {
	case *megabytes > 0:
		err = bulk(filepath.Join(*out, "bulk.trace"), int64(*megabytes*1e6))
	case *leave == "sick" || *leave == "healthy":
		err = holes(*out, *leave == "healthy")
	default:
		err = run(*out, *rounds, *length, *pools)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "traces:", err)
		os.Exit(1)
	}
}

const (
	// gcPercent makes a collection or so a round. runtime.GC would leave thousands of yields in the trace.
	gcPercent = 25
	// settleTime is enough for a collection in progress, or a goroutine just started, to be through.
	settleTime = 50 * time.Millisecond
)

func run(dir string, rounds int, length time.Duration, pools bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	account, err := full(filepath.Join(dir, "full.trace"), rounds, length, pools)
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(account, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "full.json"), append(text, '\n'), 0o644); err != nil {
		return err
	}
	return flight(filepath.Join(dir, "flight.trace"))
}

// full traces whole rounds of activity and nothing else: collections and stops are counted between two
// quiet moments.
func full(path string, rounds int, length time.Duration, pools bool) (account *truth, err error) {
	err = create(path, func(w io.Writer) error {
		// While the CPU is profiled its samples stand in the trace too.
		if err := pprof.StartCPUProfile(io.Discard); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
		// Starting a trace allocates megabytes. No collection may be on its way when the counting begins.
		debug.SetGCPercent(-1)
		time.Sleep(settleTime)
		if err := trace.Start(w); err != nil {
			return err
		}
		defer trace.Stop()
		before := readCounters()
		debug.SetGCPercent(gcPercent)
		start := time.Now()
		account = &truth{Waits: map[string]int{}}
		a := &activity{truth: account, pools: pools}
		if pools {
			account.Pooled = map[string]int{}
		}
		for i := range rounds {
			if err := a.round(); err != nil {
				return err
			}
			if left := length - time.Since(start); left > 0 {
				time.Sleep(left / time.Duration(rounds-i))
				account.Waits["sleep"]++
			}
		}
		time.Sleep(settleTime)
		account.Waits["sleep"]++
		account.settle(before, readCounters())
		return nil
	})
	return account, err
}

// flight lets a recorder run along for longer than it remembers and writes what it still has.
func flight(path string) error {
	recorder := trace.NewFlightRecorder(trace.FlightRecorderConfig{MinAge: 200 * time.Millisecond, MaxBytes: 1 << 20})
	if err := recorder.Start(); err != nil {
		return err
	}
	defer recorder.Stop()
	a := &activity{truth: &truth{Waits: map[string]int{}}}
	for start := time.Now(); time.Since(start) < 1500*time.Millisecond; {
		if err := a.round(); err != nil {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
	return create(path, func(w io.Writer) error {
		_, err := recorder.WriteTo(w)
		return err
	})
}

func create(path string, fill func(io.Writer) error) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	return fill(f)
}
