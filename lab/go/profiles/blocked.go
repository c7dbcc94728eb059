package main

import (
	"context"
	"net"
	"os"
	"runtime/pprof"
	"strings"
	"sync"
	"syscall"
	"time"
)

// blocking is a set of goroutines that wait, each for another reason, until the process ends.
type blocking struct {
	want map[string]int
}

// block starts them, most with labels of their own.
func block() (*blocking, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	read, _, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	var fds [2]int
	if err := syscall.Pipe(fds[:]); err != nil {
		return nil, err
	}
	b := &blocking{want: map[string]int{}}
	var mu sync.Mutex
	mu.Lock()
	var rw sync.RWMutex
	rw.Lock()
	var group sync.WaitGroup
	group.Add(1)
	cond := sync.NewCond(&sync.Mutex{})
	b.start("waitReceive", 3, func() { waitReceive(make(chan int)) })
	b.start("waitSend", 2, func() { waitSend(make(chan string)) })
	b.start("waitNil", 1, waitNil)
	b.start("waitSelect", 2, func() { waitSelect(make(chan int), make(chan int)) })
	b.start("waitForever", 1, waitForever)
	b.start("waitMutex", 2, func() { waitMutex(&mu) })
	b.start("waitRead", 1, func() { waitRead(&rw) })
	b.start("waitGroup", 1, func() { waitGroup(&group) })
	b.start("waitCond", 1, func() { waitCond(cond) })
	b.start("waitSleep", 1, waitSleep)
	b.start("waitAccept", 1, func() { waitAccept(listener) })
	b.start("waitPipe", 1, func() { waitPipe(read) })
	b.start("waitSyscall", 1, func() { waitSyscall(fds[0]) })
	b.start("waitDeep", 1, func() { waitDeep(40, make(chan int)) })
	b.start("waitGeneric[...]", 1, func() { waitGeneric(make(chan float64)) })
	return b, nil
}

func (b *blocking) start(function string, n int, wait func()) {
	b.want["main."+function] = n
	for range n {
		labels := pprof.Labels("waits-in", function)
		go pprof.Do(context.Background(), labels, func(context.Context) { wait() })
	}
}

// awaitAll returns when every one of them stands in its function, or after a second.
func (b *blocking) awaitAll() {
	for range 100 {
		var dump strings.Builder
		if err := pprof.Lookup("goroutine").WriteTo(&dump, 2); err == nil && b.allIn(dump.String()) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func (b *blocking) allIn(dump string) bool {
	for function := range b.want {
		if !strings.Contains(dump, "\n"+function+"(") {
			return false
		}
	}
	return true
}

//go:noinline
func waitReceive(c chan int) { <-c }

//go:noinline
func waitSend(c chan string) { c <- "never" }

//go:noinline
func waitNil() { <-(chan int)(nil) }

//go:noinline
func waitSelect(a, b chan int) {
	select {
	case <-a:
	case b <- 1:
	}
}

//go:noinline
func waitForever() { select {} }

//go:noinline
func waitMutex(mu *sync.Mutex) { mu.Lock() }

//go:noinline
func waitRead(rw *sync.RWMutex) { rw.RLock() }

//go:noinline
func waitGroup(g *sync.WaitGroup) { g.Wait() }

//go:noinline
func waitCond(c *sync.Cond) {
	c.L.Lock()
	c.Wait()
}

//go:noinline
func waitSleep() { time.Sleep(time.Hour) }

//go:noinline
func waitAccept(l net.Listener) {
	if c, err := l.Accept(); err == nil {
		_ = c.Close()
	}
}

//go:noinline
func waitPipe(f *os.File) {
	var b [1]byte
	_, _ = f.Read(b[:])
}

//go:noinline
func waitSyscall(fd int) {
	var b [1]byte
	_, _ = syscall.Read(fd, b[:])
}

//go:noinline
func waitDeep(depth int, c chan int) {
	if depth == 0 {
		<-c
		return
	}
	waitDeep(depth-1, c)
}

//go:noinline
func waitGeneric[T any](c chan T) { <-c }
