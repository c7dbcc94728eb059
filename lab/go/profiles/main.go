// Command profiles writes every profile that this Go can write of itself, after work whose shape is known:
// pools with hits and misses, generic functions, closures, inlined calls, recursion, goroutines blocked for
// known reasons. The process falls quiet before a profile is written, so that two profiles of one run agree.
//
//	go run ./profiles -o DIR [-cpu 700ms] [-mem 16384]
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"time"
)

func main() {
	out := flag.String("o", "profiles-out", "the directory to write to")
	cpuTime := flag.Duration("cpu", 700*time.Millisecond, "how long the CPU is profiled")
	memBytes := flag.Int("mem", 16<<10, "bytes per allocation sample")
	flag.Parse()
	runtime.MemProfileRate = *memBytes
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(1)
	if err := run(*out, *cpuTime); err != nil {
		fmt.Fprintln(os.Stderr, "profiles:", err)
		os.Exit(1)
	}
}

func run(dir string, cpuTime time.Duration) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	d := directory(dir)
	// Nothing has contended yet: an empty profile, as a healthy service gives.
	if err := d.lookup("empty-mutex.pb.gz", "mutex", 0); err != nil {
		return err
	}
	if err := d.write("cpu.pb.gz", func(w io.Writer) error { return profileCPU(w, cpuTime) }); err != nil {
		return err
	}
	truth := load()
	contend()
	startThreads(4)
	blocked, err := block()
	if err != nil {
		return err
	}
	truth.Blocked = blocked.want
	fallQuiet(blocked)
	if err := d.before(); err != nil {
		return err
	}
	truth.add(load())
	contend()
	fallQuiet(blocked)
	if err := d.profiles(); err != nil {
		return err
	}
	if err := d.forms(); err != nil {
		return err
	}
	if err := d.deltas(); err != nil {
		return err
	}
	runtime.KeepAlive(retained)
	text, err := json.MarshalIndent(truth, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(d.path("truth.json"), append(text, '\n'), 0o644)
}

// fallQuiet waits until every blocked goroutine is where it should be and the heap profile is settled:
// it describes the heap as of the last collection but one.
func fallQuiet(b *blocking) {
	b.awaitAll()
	for range 3 {
		runtime.GC()
	}
	time.Sleep(50 * time.Millisecond)
}

// directory is where the profiles go.
type directory string

func (d directory) path(name string) string { return filepath.Join(string(d), name) }

func (d directory) write(name string, fill func(io.Writer) error) (err error) {
	f, err := os.Create(d.path(name))
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

func (d directory) lookup(name, profile string, debug int) error {
	return d.write(name, func(w io.Writer) error { return pprof.Lookup(profile).WriteTo(w, debug) })
}

// before writes an earlier state of the cumulative kinds, as a base to subtract.
func (d directory) before() error {
	for _, kind := range []string{"heap", "allocs", "block", "mutex"} {
		if err := d.lookup("before-"+kind+".pb.gz", kind, 0); err != nil {
			return err
		}
	}
	return nil
}

// profiles writes each kind in each of its forms.
func (d directory) profiles() error {
	for _, kind := range []string{"heap", "allocs", "block", "mutex", "goroutine", "threadcreate"} {
		if err := d.lookup(kind+".pb.gz", kind, 0); err != nil {
			return err
		}
		if err := d.lookup(kind+".debug1.txt", kind, 1); err != nil {
			return err
		}
	}
	return d.lookup("goroutine.debug2.txt", "goroutine", 2)
}
