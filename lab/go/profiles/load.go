package main

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// truth is what the program knows of itself, to hold a reader's answers against.
type truth struct {
	PoolGets   int64          `json:"poolGets"`
	PoolPuts   int64          `json:"poolPuts"`
	PoolMisses int64          `json:"poolMisses"`
	HeldBytes  int64          `json:"heldBytes"`
	Blocked    map[string]int `json:"blocked"` // goroutines by the function that blocks them
}

func (t *truth) add(more *truth) {
	t.PoolGets += more.PoolGets
	t.PoolPuts += more.PoolPuts
	t.PoolMisses += more.PoolMisses
	t.HeldBytes += more.HeldBytes
}

// retained keeps a known part of the heap alive until the profiles are written.
var retained [][]byte

const (
	retainedObjects = 64
	retainedBytes   = 32 << 10
)

// profileCPU profiles labelled work for a while.
func profileCPU(w io.Writer, length time.Duration) error {
	if err := pprof.StartCPUProfile(w); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	until := time.Now().Add(length)
	var done sync.WaitGroup
	for _, endpoint := range []string{"/orders", "/basket", "/search"} {
		done.Go(func() {
			labels := pprof.Labels("endpoint", endpoint, "tenant", "t"+endpoint[1:2])
			pprof.Do(context.Background(), labels, func(ctx context.Context) { serve(ctx, endpoint, until) })
		})
	}
	done.Wait()
	return nil
}

func serve(ctx context.Context, endpoint string, until time.Time) {
	for time.Now().Before(until) {
		switch endpoint {
		case "/orders":
			sink.Add(int64(fibonacci(22)))
		case "/basket":
			sink.Add(int64(len(sorted(numbers(4000)))))
		default:
			pprof.Do(ctx, pprof.Labels("step", "index"), func(context.Context) {
				words := mapped(numbers(2000), func(n int) string { return strings.Repeat("w", n%17) })
				sink.Add(int64(len(words)))
			})
		}
	}
}

var sink atomic.Int64

// fibonacci recurses, so that one function stands many times in one stack.
func fibonacci(n int) int {
	if n < 2 {
		return n
	}
	return fibonacci(n-1) + fibonacci(n-2)
}

func numbers(n int) []int {
	out := make([]int, n)
	state := uint32(7)
	for i := range out {
		state = next(state)
		out[i] = int(state >> 8)
	}
	return out
}

// next is small enough to be inlined.
func next(s uint32) uint32 { return s*1664525 + 1013904223 }

func sorted[T cmp.Ordered](in []T) []T {
	slices.SortFunc(in, func(a, b T) int { return cmp.Compare(a, b) })
	return in
}

func mapped[A, B any](in []A, f func(A) B) []B {
	out := make([]B, 0)
	for _, a := range in {
		out = append(out, f(a))
	}
	return out
}

// cache is generic with methods, for names like (*cache[...]).fill.
type cache[K comparable, V any] struct {
	entries map[K]V
}

func (c *cache[K, V]) fill(keys []K, make func(K) V) {
	for _, k := range keys {
		c.entries[k] = make(k)
	}
}

type journal struct {
	lines []string
}

// render inlines a generic function that holds a closure. Go names the closure after both, with "(*journal)" and
// "[...]" in one name, which the reference tool takes for C++ and shows without the brackets' content.
func (j *journal) render(numbers []int) {
	later(numbers, func(n int) { j.lines = append(j.lines, strings.Repeat("-", 64+n%64)) })
}

func later[T any](in []T, f func(T)) {
	each := func() {
		for _, v := range in {
			f(v)
		}
	}
	deferred(each)
}

//go:noinline
func deferred(f func()) { f() }

// load allocates in ways that a profile can tell apart.
func load() *truth {
	t := &truth{}
	pooled(t)
	for range retainedObjects {
		retained = append(retained, retain())
		t.HeldBytes += retainedBytes
	}
	c := &cache[int, *[]byte]{entries: map[int]*[]byte{}}
	c.fill(numbers(500), func(n int) *[]byte {
		b := make([]byte, 1024+n%1024)
		return &b
	})
	sink.Add(int64(len(c.entries)))
	j := &journal{}
	j.render(numbers(20_000))
	sink.Add(int64(len(j.lines)))
	for range 200 {
		sink.Add(int64(joined(50)))
	}
	return t
}

//go:noinline
func retain() []byte { return make([]byte, retainedBytes) }

func joined(n int) int {
	text := ""
	for range n {
		text += "some more text; "
	}
	return len(text)
}

// pooled uses a pool well (hits), badly (never gives back) and across collections (emptied).
func pooled(t *truth) {
	var misses atomic.Int64
	pool := sync.Pool{New: func() any {
		misses.Add(1)
		return bytes.NewBuffer(make([]byte, 0, 8<<10))
	}}
	for range 20_000 {
		b := pool.Get().(*bytes.Buffer)
		b.Reset()
		b.WriteString("hello")
		pool.Put(b)
		t.PoolGets++
		t.PoolPuts++
	}
	for range 3_000 {
		sink.Add(int64(pool.Get().(*bytes.Buffer).Cap()))
		t.PoolGets++
	}
	for range 50 {
		b := pool.Get()
		pool.Put(b)
		t.PoolGets++
		t.PoolPuts++
		runtime.GC()
		runtime.GC()
	}
	t.PoolMisses = misses.Load()
}

// contend makes block and mutex events of known functions.
func contend() {
	var mu sync.Mutex
	var done sync.WaitGroup
	for range 4 {
		done.Go(func() {
			for range 20 {
				hold(&mu)
			}
		})
	}
	done.Wait()
	results := make(chan int)
	go func() {
		for i := range 20 {
			time.Sleep(time.Millisecond)
			results <- i
		}
		close(results)
	}()
	for v := range results {
		sink.Add(int64(v))
	}
}

func hold(mu *sync.Mutex) {
	mu.Lock()
	defer mu.Unlock()
	time.Sleep(200 * time.Microsecond)
}

// startThreads makes the runtime start threads: each locked goroutine keeps one.
func startThreads(n int) {
	var ready, done sync.WaitGroup
	for range n {
		ready.Add(1)
		done.Go(func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			ready.Done()
			ready.Wait()
		})
	}
	done.Wait()
}
