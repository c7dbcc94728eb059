package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net"
	"os"
	"runtime/trace"
	"sync"
	"time"
)

// activity makes events of known kinds and writes down how many.
type activity struct {
	truth *truth
	held  [][]byte
	pools bool
}

// pause is long enough that the one who waits for it is really parked.
const pause = time.Millisecond

func (a *activity) round() error {
	ctx, task := trace.NewTask(context.Background(), "round")
	defer task.End()
	a.truth.Tasks++
	trace.Logf(ctx, "round", "number %d", a.truth.Tasks)
	a.truth.Logs++
	a.region(ctx, "channels", a.channels)
	a.region(ctx, "mutex", a.mutex)
	a.region(ctx, "select", a.selected)
	a.region(ctx, "sleep", a.sleep)
	a.region(ctx, "grow", a.grow)
	a.region(ctx, "pull", a.pull)
	if a.pools {
		a.region(ctx, "pooled", func() { a.pooled(ctx) })
	}
	var failed error
	a.region(ctx, "network", func() { failed = a.network() })
	if failed != nil {
		return failed
	}
	a.region(ctx, "syscalls", func() { failed = a.syscalls() })
	return failed
}

func (a *activity) region(ctx context.Context, name string, f func()) {
	a.truth.Regions++
	trace.WithRegion(ctx, name, f)
}

// start starts a goroutine and counts it.
func (a *activity) start(group *sync.WaitGroup, f func()) {
	a.truth.Goroutines++
	group.Go(f)
}

// channels: one goroutine waits to receive, another to send.
func (a *activity) channels() {
	var group sync.WaitGroup
	in, out := make(chan int), make(chan int)
	a.start(&group, func() { <-in })
	a.start(&group, func() { out <- 1 })
	time.Sleep(pause)
	in <- 1
	<-out
	group.Wait()
	a.truth.Waits["chan receive"]++
	a.truth.Waits["chan send"]++
	a.truth.Waits["sleep"]++
}

// mutex: three goroutines wait for a lock that is held meanwhile.
func (a *activity) mutex() {
	var mu sync.Mutex
	var group sync.WaitGroup
	mu.Lock()
	for range 3 {
		a.start(&group, func() {
			mu.Lock()
			defer mu.Unlock()
		})
	}
	time.Sleep(pause)
	mu.Unlock()
	group.Wait()
	a.truth.Waits["sync"] += 3
	a.truth.Waits["sleep"]++
}

func (a *activity) selected() {
	var group sync.WaitGroup
	one, two := make(chan int), make(chan int)
	a.start(&group, func() {
		select {
		case <-one:
		case <-two:
		}
	})
	time.Sleep(pause)
	close(two)
	group.Wait()
	a.truth.Waits["select"]++
	a.truth.Waits["sleep"]++
}

func (a *activity) sleep() {
	time.Sleep(pause)
	a.truth.Waits["sleep"]++
}

const (
	growBytes = 256 << 10
	growTimes = 8
	heldMax   = 64
)

// grow makes the heap larger, which starts collections, and lets go of it now and then.
func (a *activity) grow() {
	for range growTimes {
		a.held = append(a.held, make([]byte, growBytes))
	}
	if len(a.held) > heldMax {
		a.held = nil
	}
}

const pulled = 5

// pull draws from an iterator of its own goroutine: the two switch to each other directly.
func (a *activity) pull() {
	a.truth.Goroutines++
	draw, stop := iter.Pull(func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	})
	defer stop()
	for range pulled {
		draw()
		a.truth.Switches += 2 // there and back
	}
}

// network: a reader waits for a byte over the loopback.
func (a *activity) network() error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer listener.Close()
	var group sync.WaitGroup
	var readFailed error
	a.start(&group, func() {
		conn, err := listener.Accept()
		if err != nil {
			readFailed = err
			return
		}
		defer conn.Close()
		_, readFailed = io.ReadFull(conn, make([]byte, 1))
	})
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		return err
	}
	time.Sleep(pause)
	if _, err := conn.Write([]byte{1}); err != nil {
		return err
	}
	group.Wait()
	a.truth.Waits["network"]++
	a.truth.Waits["sleep"]++
	return readFailed
}

// syscalls writes to and reads from a file of its own.
func (a *activity) syscalls() error {
	f, err := os.CreateTemp("", "traces-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	for i := range 10 {
		if _, err := fmt.Fprintf(f, "line %d\n", i); err != nil {
			return err
		}
		a.truth.SyscallsMin++
	}
	return nil
}
