// Command syncpool times Go's sync.Pool in the scenarios of bench/run pool, as a row for reference:
// another language, another runtime, the same work.
//
//	syncpool MILLISECONDS
//
// Prints a line for each scenario: its name, processor nanoseconds of the process for one round,
// bytes allocated for one round, and the share of rounds that made a new holder.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

type holder struct{ bytes []byte }

func (h *holder) touch() {
	b := h.bytes
	for i := 0; i < 1024; i += 64 {
		b[i]++
	}
}

// bench is one pool and what it has made.
type bench struct {
	pool sync.Pool
	made atomic.Int64
}

func open(size int) *bench {
	b := &bench{}
	b.pool.New = func() any {
		b.made.Add(1)
		return &holder{bytes: make([]byte, size)}
	}
	return b
}

func (b *bench) round() {
	h := b.pool.Get().(*holder)
	h.touch()
	b.pool.Put(h)
}

func cpuNanos() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func allocated() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.TotalAlloc
}

// measured runs work until the time is over, twice; the second time counts. It returns processor
// nanoseconds, bytes and new holders for one round.
func measured(b *bench, millis int, work func(stop *atomic.Bool) int64) (nanos, bytes, misses float64) {
	for range 2 {
		var stop atomic.Bool
		timer := time.AfterFunc(time.Duration(millis)*time.Millisecond, func() { stop.Store(true) })
		made, before, cpu := b.made.Load(), allocated(), cpuNanos()
		rounds := float64(work(&stop))
		nanos = float64(cpuNanos()-cpu) / rounds
		bytes = float64(allocated()-before) / rounds
		misses = float64(b.made.Load()-made) / rounds
		timer.Stop()
	}
	return nanos, bytes, misses
}

func pairs(b *bench, goroutines int) func(*atomic.Bool) int64 {
	return func(stop *atomic.Bool) int64 {
		var all atomic.Int64
		var group sync.WaitGroup
		for range goroutines {
			group.Add(1)
			go func() {
				defer group.Done()
				var n int64
				for !stop.Load() {
					for range 256 {
						b.round()
					}
					n += 256
				}
				all.Add(n)
			}()
		}
		group.Wait()
		return all.Load()
	}
}

// ring hands holders from one goroutine to one other.
type ring struct {
	places     [256]*holder
	_          [64]byte
	head, tail atomic.Uint64
}

func across(b *bench) func(*atomic.Bool) int64 {
	return func(stop *atomic.Bool) int64 {
		var between ring
		done := make(chan struct{})
		go func() {
			defer close(done)
			for head := uint64(0); ; head++ {
				for between.tail.Load() == head {
					if stop.Load() {
						return
					}
					runtime.Gosched()
				}
				h := between.places[head%256]
				between.head.Store(head + 1)
				b.pool.Put(h)
			}
		}()
		var n uint64
		for ; !stop.Load(); n++ {
			h := b.pool.Get().(*holder)
			h.touch()
			for n-between.head.Load() == 256 && !stop.Load() {
				runtime.Gosched()
			}
			between.places[n%256] = h
			between.tail.Store(n + 1)
		}
		<-done
		return int64(n)
	}
}

func oneShot(work func()) func(*atomic.Bool) int64 {
	return func(stop *atomic.Bool) int64 {
		var n int64
		for ; !stop.Load(); n += 1000 {
			var group sync.WaitGroup
			group.Add(1000)
			for range 1000 {
				go func() {
					work()
					group.Done()
				}()
			}
			group.Wait()
		}
		return n
	}
}

func main() {
	millis, err := strconv.Atoi(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "syncpool: wanted milliseconds, found", os.Args[1])
		os.Exit(2)
	}
	tell := func(scenario string, nanos, bytes, misses float64) {
		fmt.Printf("%s,%.3f,%.3f,%.6f\n", scenario, nanos, bytes, misses)
	}
	for _, goroutines := range []int{1, 2, 8} {
		b := open(1024)
		name := "1 thread"
		if goroutines > 1 {
			name = fmt.Sprintf("%d threads", goroutines)
		}
		nanos, bytes, misses := measured(b, millis, pairs(b, goroutines))
		tell(name, nanos, bytes, misses)
	}
	b := open(1024)
	nanos, bytes, misses := measured(b, millis, across(b))
	tell("across threads", nanos, bytes, misses)
	b = open(1024)
	empty, _, _ := measured(b, millis, oneShot(func() {}))
	nanos, bytes, misses = measured(b, millis, oneShot(b.round))
	tell("virtual one-shot", nanos-empty, bytes, misses)
	b = open(65536)
	nanos, bytes, misses = measured(b, millis, pairs(b, 1))
	tell("64 KiB", nanos, bytes, misses)
}
