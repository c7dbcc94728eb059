// Package corrections proves what popular accounts of sync.Pool get wrong, one test a claim:
//
//	go test -v ./corrections
package corrections

import (
	"bytes"
	"context"
	"net/http"
	"reflect"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"runtime/trace"
	"strings"
	"sync"
	"testing"
	"time"
)

type object struct{ payload [1 << 10]byte }

// quiet keeps collections to those that a test asks for, on one processor.
func quiet(t *testing.T) {
	t.Helper()
	percent := debug.SetGCPercent(-1)
	procs := runtime.GOMAXPROCS(1)
	t.Cleanup(func() {
		debug.SetGCPercent(percent)
		runtime.GOMAXPROCS(procs)
	})
}

func TestACollectionDoesNotEmptyAPoolAtOnce(t *testing.T) {
	quiet(t)
	var pool sync.Pool
	first := new(object)
	pool.Put(first)
	runtime.GC()
	if got := pool.Get(); got != first {
		t.Fatalf("after one collection: wanted the object, got %v", got)
	}
	pool.Put(first)
	runtime.GC()
	runtime.GC()
	if got := pool.Get(); got != nil {
		t.Fatal("after two collections: wanted nothing, got the object")
	}
	t.Log("one collection: still there; two: gone")
}

func TestPuttingFromAnotherGoroutineIsAllowed(t *testing.T) {
	quiet(t)
	var pool sync.Pool
	taken := new(object)
	done := make(chan struct{})
	go func() {
		pool.Put(taken)
		close(done)
	}()
	<-done
	if pool.Get() != taken {
		t.Fatal("wanted what the other goroutine put")
	}
	t.Log("put there, got here; the fault would be to use it after the put")
}

func TestGetNeverWaits(t *testing.T) {
	quiet(t)
	var pool sync.Pool
	begin := time.Now()
	got := pool.Get()
	if got != nil {
		t.Fatal("wanted nil of an empty pool without New")
	}
	t.Logf("an empty pool without New gave nil in %v", time.Since(begin).Round(time.Microsecond))
}

func TestAMissingPutIsNotALeak(t *testing.T) {
	quiet(t)
	pool := sync.Pool{New: func() any { return new([1 << 20]byte) }}
	for range 64 {
		lost := pool.Get().(*[1 << 20]byte)
		lost[0] = 1
	}
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	if stats.HeapAlloc > 8<<20 {
		t.Fatalf("wanted the 64 MiB collected, %d bytes are alive", stats.HeapAlloc)
	}
	t.Logf("64 MiB taken and never put; %.1f MiB alive after a collection", float64(stats.HeapAlloc)/(1<<20))
}

func TestAMemoryLimitDoesNotClearAPoolItself(t *testing.T) {
	quiet(t)
	var pool sync.Pool
	kept := new(object)
	pool.Put(kept)
	before := debug.SetMemoryLimit(1 << 30)
	defer debug.SetMemoryLimit(before)
	if pool.Get() != kept {
		t.Fatal("wanted the object: no collection has run")
	}
	t.Log("the limit was set, the object is still there; only the collections that it provokes take it")
}

func TestLabelsAreNotInExecutionTraces(t *testing.T) {
	var out bytes.Buffer
	if err := trace.Start(&out); err != nil {
		t.Fatal(err)
	}
	pprof.Do(context.Background(), pprof.Labels("tenant", "blue-whale"), func(ctx context.Context) {
		trace.Log(ctx, "note", "grey-seal")
		runtime.Gosched()
	})
	trace.Stop()
	if bytes.Contains(out.Bytes(), []byte("blue-whale")) {
		t.Fatal("the label is in the trace: this claim is outdated")
	}
	if !bytes.Contains(out.Bytes(), []byte("grey-seal")) {
		t.Fatal("wanted the trace's own log in the trace")
	}
	t.Log("the log is in the trace, the pprof label is not")
}

var sink []*object

//go:noinline
func keep() {
	for range 1_000 {
		sink = append(sink, new(object))
	}
}

func inUse() int64 {
	records := make([]runtime.MemProfileRecord, 10_000)
	n, _ := runtime.MemProfile(records, false)
	var bytes int64
	for _, record := range records[:n] {
		frames := runtime.CallersFrames(record.Stack())
		for {
			frame, more := frames.Next()
			if strings.HasSuffix(frame.Function, "corrections.keep") {
				bytes += record.InUseBytes()
				break
			}
			if !more {
				break
			}
		}
	}
	return bytes
}

func TestAHeapProfileIsOfTheLastCollection(t *testing.T) {
	rate := runtime.MemProfileRate
	runtime.MemProfileRate = 1
	defer func() { runtime.MemProfileRate = rate }()
	quiet(t)
	runtime.GC()
	runtime.GC()
	keep()
	before := inUse()
	runtime.GC()
	runtime.GC()
	after := inUse()
	sink = nil
	if before != 0 || after < 1_000*1024 {
		t.Fatalf("wanted 0 bytes before a collection and 1 MB after, got %d and %d", before, after)
	}
	t.Logf("1 MB allocated and kept: %d bytes in use by the profile, %d after a collection", before, after)
}

func TestCleanupTakesPrivateAndSharedObjectsAndFinalizersRun(t *testing.T) {
	quiet(t)
	var pool sync.Pool
	ended := make(chan int, 2)
	func() {
		for i := range 2 { // the first goes to the private slot, the second to the shared queue
			one := new(object)
			runtime.SetFinalizer(one, func(*object) { ended <- i })
			pool.Put(one)
		}
	}()
	for range 3 {
		runtime.GC()
	}
	for range 2 {
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
			t.Fatal("wanted both finalizers to run")
		}
	}
	if pool.Get() != nil {
		t.Fatal("wanted an empty pool")
	}
	t.Log("both objects were taken and both finalizers ran")
}

func TestAPoolIsSafeForConcurrentUse(t *testing.T) {
	pool := sync.Pool{New: func() any { return new(int) }}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 10_000 {
				own := pool.Get().(*int)
				*own++
				pool.Put(own)
			}
		})
	}
	all.Wait()
	t.Log("8 goroutines, no lock; -race -run ConcurrentUse finds none either (under -race a pool drops objects at random)")
}

func TestTheWrongAssertionPanics(t *testing.T) {
	type one struct{ a int64 }
	type other struct{ b string }
	pool := sync.Pool{New: func() any { return new(one) }}
	defer func() {
		if got := recover(); got == nil {
			t.Fatal("wanted a panic")
		} else {
			t.Log(got)
		}
	}()
	_ = pool.Get().(*other)
}

func TestPutOfNilDoesNothingButATypedNilIsHandedOut(t *testing.T) {
	quiet(t)
	made := 0
	pool := sync.Pool{New: func() any { made++; return new(object) }}
	pool.Put(nil)
	pool.Get()
	if made != 1 {
		t.Fatal("wanted nil not to be kept")
	}
	var missing *object
	pool.Put(missing)
	if got := pool.Get().(*object); got != nil {
		t.Fatal("wanted the typed nil back")
	}
	t.Log("nil is dropped; a typed nil pointer comes back to whoever takes next")
}

func TestSlicingToZeroKeepsTheCapacity(t *testing.T) {
	b := make([]byte, 1<<16)
	b = b[:0]
	if cap(b) != 1<<16 {
		t.Fatal("wanted the capacity to stay")
	}
	t.Logf("len %d, cap %d: b[:0] is no bound", len(b), cap(b))
}

func TestPuttingAValueAllocates(t *testing.T) {
	quiet(t)
	values := sync.Pool{New: func() any { return make([]byte, 0, 64) }}
	pointers := sync.Pool{New: func() any { b := make([]byte, 0, 64); return &b }}
	value := testing.AllocsPerRun(1_000, func() {
		b := values.Get().([]byte)
		values.Put(b[:0])
	})
	pointer := testing.AllocsPerRun(1_000, func() {
		b := pointers.Get().(*[]byte)
		*b = (*b)[:0]
		pointers.Put(b)
	})
	if value < 1 || pointer > 0 {
		t.Fatalf("wanted 1 and 0 allocations a round, got %v and %v", value, pointer)
	}
	t.Logf("a slice by value: %v allocation a round; by pointer: %v", value, pointer)
}

func TestSomeNamesDoNotExist(t *testing.T) {
	for _, name := range []struct {
		of     reflect.Type
		method string
		real   string
	}{
		{reflect.TypeFor[http.Header](), "Reset", "clear(header)"},
		{reflect.TypeFor[*sync.Map](), "Get", "Load"},
		{reflect.TypeFor[*sync.Map](), "Put", "Store"},
	} {
		if _, there := name.of.MethodByName(name.method); there {
			t.Fatalf("%v.%s exists by now", name.of, name.method)
		}
		t.Logf("%v has no %s; the real one: %s", name.of, name.method, name.real)
	}
}
