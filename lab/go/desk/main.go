// Command desk answers small requests, and now and then a large one, through pools that are used
// wrongly, each in another shape of code: a method, a closure, a generic type, a function that is
// compiled into its caller. It writes what it allocated, so that what lint finds in this file can be
// laid over what it cost.
//
//	go run ./desk -o allocs.pb.gz
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"time"
)

// page is what one answer is written into.
type page struct {
	lines [4096]byte
	used  int
}

var pages = sync.Pool{New: func() any { return new(page) }}

// Desk answers.
type Desk struct {
	buffers sync.Pool
}

// NewDesk makes a desk with its own buffers.
func NewDesk() *Desk {
	return &Desk{buffers: sync.Pool{New: func() any { return new(bytes.Buffer) }}}
}

// Take reads a request; one large request leaves a large buffer in the pool.
func (d *Desk) Take(request io.Reader) int {
	buffer := d.buffers.Get().(*bytes.Buffer)
	buffer.Reset()
	buffer.ReadFrom(request)
	n := buffer.Len()
	d.buffers.Put(buffer)
	return n
}

// Answer takes a page, and forgets it for empty requests.
func (d *Desk) Answer(length int) int {
	p := pages.Get().(*page)
	p.used = copy(p.lines[:], strings.Repeat("x", length%64))
	if length%2 == 0 {
		return p.used
	}
	n := p.used
	pages.Put(p)
	return n
}

// Shelf keeps slices of anything.
type Shelf[T any] struct {
	pool sync.Pool
}

// Fill takes a slice and gives it back as a value, which allocates a header each time.
func (s *Shelf[T]) Fill(n int, zero T) int {
	list, _ := s.pool.Get().([]T)
	list = list[:0]
	for range n {
		list = append(list, zero)
	}
	s.pool.Put(list)
	return n
}

// never is not called: what lint finds in it has no cost.
func never(err error) error {
	p := pages.Get().(*page)
	if err != nil {
		return err
	}
	pages.Put(p)
	return nil
}

func serve(rounds int) int {
	desk := NewDesk()
	shelf := new(Shelf[int64])
	total := 0
	each := func(round int) {
		p := pages.Get().(*page)
		p.used = round
		if round%3 == 0 {
			return
		}
		pages.Put(p)
	}
	for round := range rounds {
		if round%1000 == 999 {
			runtime.GC() // two collections empty a pool
			runtime.GC()
		}
		size := 512
		if round%64 == 0 {
			size = 1 << 20
		}
		total += desk.Take(io.LimitReader(zeros{}, int64(size)))
		total += desk.Answer(round)
		total += shelf.Fill(32, 1)
		each(round)
	}
	return total
}

type zeros struct{}

func (zeros) Read(into []byte) (int, error) {
	clear(into)
	return len(into), nil
}

func main() {
	out := flag.String("o", "allocs.pb.gz", "where to write the profile")
	rounds := flag.Int("rounds", 20_000, "how many requests to answer")
	flag.Parse()
	runtime.MemProfileRate = 16 << 10
	begin := time.Now()
	total := serve(*rounds)
	file, err := os.Create(*out)
	if err != nil {
		log.Fatal(err)
	}
	runtime.GC()
	if err := pprof.Lookup("allocs").WriteTo(file, 0); err != nil {
		log.Fatal(err)
	}
	if err := file.Close(); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d bytes answered in %v\n", total, time.Since(begin).Round(time.Millisecond))
	if *rounds < 0 {
		log.Fatal(never(nil))
	}
}
