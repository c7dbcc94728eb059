package main

import (
	"context"
	"io"
	"net"
	"os"
	"runtime/trace"
	"sync"
	"sync/atomic"
)

// limited passes bytes on and says when so many have gone by.
type limited struct {
	to   io.Writer
	left atomic.Int64
	full chan struct{}
}

func (l *limited) Write(p []byte) (int, error) {
	before := l.left.Add(-int64(len(p))) + int64(len(p))
	if before > 0 && before <= int64(len(p)) {
		close(l.full)
	}
	return l.to.Write(p)
}

const (
	bulkPairs   = 8   // of goroutines that talk over channels
	bulkSockets = 2   // of goroutines that talk over a socket
	bulkLockers = 4   // who want the same lock
	bulkAtOnce  = 16  // short goroutines of one request
	bulkDepth   = 12  // frames below a request's work
	bulkKept    = 128 // requests whose memory is held
)

// bulk traces a busy service until its trace has about so many bytes: requests over channels and sockets,
// a contended lock, short goroutines, files, garbage. What it tells is not counted.
func bulk(path string, size int64) error {
	return create(path, func(w io.Writer) error {
		out := &limited{to: w, full: make(chan struct{})}
		out.left.Store(size)
		if err := trace.Start(out); err != nil {
			return err
		}
		defer trace.Stop()
		var group sync.WaitGroup
		var lock sync.Mutex
		for range bulkPairs {
			asked, answered := make(chan int), make(chan []byte)
			group.Go(func() { serve(asked, answered, &lock) })
			group.Go(func() { ask(asked, answered, out.full) })
		}
		for range bulkSockets {
			if err := echo(&group, out.full); err != nil {
				return err
			}
		}
		for range bulkLockers {
			group.Go(func() { contend(&lock, out.full) })
		}
		group.Wait()
		return nil
	})
}

func ended(full <-chan struct{}) bool {
	select {
	case <-full:
		return true
	default:
		return false
	}
}

func ask(asked chan<- int, answered <-chan []byte, full <-chan struct{}) {
	defer close(asked)
	kept := make([][]byte, bulkKept)
	for i := 0; !ended(full); i++ {
		asked <- i
		kept[i%bulkKept] = <-answered
	}
}

func serve(asked <-chan int, answered chan<- []byte, lock *sync.Mutex) {
	for i := range asked {
		if i%64 == 0 {
			readFile()
		}
		if i%8 == 0 {
			ctx, task := trace.NewTask(context.Background(), "request")
			trace.WithRegion(ctx, "fan out", func() { fanOut(lock) })
			task.End()
		}
		answered <- deep(bulkDepth+i%5, i)
	}
}

// deep works at the end of a chain of calls, so that stacks are as deep as a service's.
func deep(left, i int) []byte {
	if left > 0 {
		return deep(left-1, i)
	}
	return make([]byte, 256+i%7*512)
}

func fanOut(lock *sync.Mutex) {
	var group sync.WaitGroup
	for i := range bulkAtOnce {
		group.Go(func() {
			lock.Lock()
			defer lock.Unlock()
			deep(i, i)
		})
	}
	group.Wait()
}

func contend(lock *sync.Mutex, full <-chan struct{}) {
	for i := 0; !ended(full); i++ {
		lock.Lock()
		deep(20, i)
		lock.Unlock()
	}
}

func echo(group *sync.WaitGroup, full <-chan struct{}) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	group.Go(func() {
		defer listener.Close()
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		io.Copy(struct{ io.Writer }{conn}, struct{ io.Reader }{conn})
	})
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		return err
	}
	group.Go(func() {
		defer conn.Close()
		line := make([]byte, 64)
		for !ended(full) {
			if _, err := conn.Write(line); err != nil {
				return
			}
			if _, err := io.ReadFull(conn, line); err != nil {
				return
			}
		}
	})
	return nil
}

func readFile() {
	if f, err := os.Open(os.Args[0]); err == nil {
		defer f.Close()
		f.Read(make([]byte, 64))
	}
}
