package main

import (
	"bytes"
	"runtime"
	"sync"
	"time"
)

// phase is one way to use pools, wrong unless the plan is healthy; rule is the finding that names it, empty for none.
type phase struct {
	name, rule string
	run        func(p plan)
}

var phases = []phase{
	{"steady", "", steady},
	{"gc-pressure", "A10-gc-rate", gcPressure},
	{"cold-pool", "A5-cold-window", coldPool},
	{"lock-convoy", "A3-lock-convoy", lockConvoy},
	{"goroutine-leak", "A9-leak", goroutineLeak},
	{"never-put", "A4-never-put", neverPut},
	{"put-twice", "A4-put-twice", putTwice},
	{"oversized", "A2-oversized", oversized},
	{"dirty-hand-over", "A4-dirty", dirtyHandOver},
	{"write-after-put", "A4-write-after-put", writeAfterPut},
	{"value", "A2-boxed", valueForPointer},
	{"nil-factory", "A2-no-factory", nilFactory},
	{"mixed-types", "A4-mixed-types", mixedTypes},
	{"put-by-other", "A4-put-by-other", putByOther},
}

const (
	workers    = 4
	faultEvery = 10
	small      = "a small request"
)

func steady(p plan) {
	c := p.newPool(newBuffer)
	p.workers(workers, func(_, _ int) { useBuffer(c) })
}

func useBuffer(c *counted) {
	b := c.get().(*bytes.Buffer)
	b.WriteString(small)
	b.Reset()
	c.put(b)
}

var sink []byte

// gcPressure allocates so much beside the pool that collections never end; the twin does not.
func gcPressure(p plan) {
	c := p.newPool(newBuffer)
	p.workers(workers, func(worker, _ int) {
		useBuffer(c)
		if !p.healthy && worker == 0 {
			sink = make([]byte, 1<<20)
		}
	})
}

// coldPool forces collections while every buffer is idle: each time the pool must be filled again.
func coldPool(p plan) {
	c := p.newPool(newBuffer)
	const batch = 32
	for round := range p.rounds {
		held := make([]any, batch)
		for i := range held {
			held[i] = c.get()
		}
		for _, b := range held {
			c.put(b)
		}
		if !p.healthy && round%20 == 19 {
			runtime.GC()
			runtime.GC()
		}
	}
}

// lockConvoy takes the pool's objects under one lock that is held while they are used.
func lockConvoy(p plan) {
	c := p.newPool(newBuffer)
	var mu sync.Mutex
	few := p
	few.rounds = min(p.rounds, 200)
	few.pace = 0 // who rests between rounds stands in no line
	few.workers(4*workers, func(_, _ int) {
		if p.healthy {
			useBuffer(c)
			return
		}
		lockedUse(&mu, c)
	})
}

func lockedUse(mu *sync.Mutex, c *counted) {
	mu.Lock()
	defer mu.Unlock()
	useBuffer(c)
	time.Sleep(50 * time.Microsecond)
}

// goroutineLeak starts a goroutine for each object that waits for what never comes.
func goroutineLeak(p plan) {
	c := p.newPool(newBuffer)
	p.workers(1, func(_, _ int) {
		useBuffer(c)
		done := make(chan bool)
		startHeartbeat(done)
		if p.healthy {
			close(done)
		}
		time.Sleep(time.Millisecond)
	})
}

func startHeartbeat(done chan bool) {
	go func() { <-done }()
}

// neverPut forgets the buffer on its error path.
func neverPut(p plan) {
	c := p.newPool(newBuffer)
	p.workers(workers, func(_, round int) {
		handleWithError(c, round%faultEvery == 0 && !p.healthy)
	})
}

func handleWithError(c *counted, fails bool) {
	b := c.get().(*bytes.Buffer)
	b.WriteString(small)
	if fails {
		c.lose()
		return
	}
	b.Reset()
	c.put(b)
}

// putTwice gives back once more what its callee has given back.
func putTwice(p plan) {
	c := p.newPool(newBuffer)
	p.workers(1, func(_, round int) {
		b := c.get().(*bytes.Buffer)
		c.put(b)
		if round%faultEvery == 0 && !p.healthy {
			c.double.Add(1)
			c.put(b)
		}
	})
}

// oversized lets one large request in fifty grow its buffer, and keeps it.
func oversized(p plan) {
	c := p.newPool(newBuffer)
	p.workers(workers, func(_, round int) {
		b := c.get().(*bytes.Buffer)
		b.WriteString(small)
		if round%50 == 25 {
			b.Grow(4 << 20)
		}
		b.Reset()
		if p.healthy && b.Cap() > 64<<10 {
			c.lose()
			return
		}
		c.put(b)
	})
}

// dirtyHandOver gives back without a reset.
func dirtyHandOver(p plan) {
	c := p.newPool(newBuffer)
	p.workers(workers, func(_, round int) {
		b := c.get().(*bytes.Buffer)
		if b.Len() != 0 {
			c.dirty.Add(1)
			b.Reset()
		}
		b.WriteString(small)
		if p.healthy || round%faultEvery != 0 {
			b.Reset()
		}
		c.put(b)
	})
}

// writeAfterPut keeps a slice of the buffer and writes to it when the buffer has been given back.
func writeAfterPut(p plan) {
	c := p.newPool(newBuffer)
	written := map[*bytes.Buffer]bool{}
	p.workers(1, func(_, round int) {
		b := c.get().(*bytes.Buffer)
		if written[b] {
			c.writes.Add(1)
			written[b] = false
		}
		b.WriteString(small)
		view := b.Bytes()
		view[0] = byte(round)
		b.Reset()
		c.put(b)
		if round%faultEvery == 0 && !p.healthy {
			view[0]++
			written[b] = true
		}
	})
}

type point struct{ x, y, z float64 }

// valueForPointer puts structs by value, each in a new box.
func valueForPointer(p plan) {
	if p.healthy {
		c := p.newPool(func() any { return new(point) })
		p.workers(workers, func(_, _ int) { c.put(c.get()) })
		return
	}
	c := p.newPool(func() any { return point{} })
	p.workers(workers, func(_, round int) {
		v := c.get().(point)
		v.x = float64(round)
		c.put(v)
	})
}

// nilFactory has no New: Get yields nil when the pool is empty, and the caller makes one.
func nilFactory(p plan) {
	var factory func() any
	if p.healthy {
		factory = newBuffer
	}
	c := p.newPool(factory)
	p.workers(workers, func(_, _ int) {
		b, ok := c.get().(*bytes.Buffer)
		if !ok {
			b = newBuffer().(*bytes.Buffer)
		}
		b.Reset()
		c.put(b)
	})
}

// mixedTypes puts two types into one pool; each taker makes its own when it gets the other's.
func mixedTypes(p plan) {
	c := p.newPool(newBuffer)
	other := c
	if p.healthy {
		other = p.newPool(func() any { return new(point) })
	}
	p.workers(1, func(_, round int) {
		x := c.get()
		if b, ok := x.(*bytes.Buffer); ok {
			b.Reset()
		}
		c.put(x)
		y := other.get()
		if _, ok := y.(*point); !ok && round%faultEvery == 0 {
			other.put(y)
			y = new(point)
		}
		other.put(y)
	})
}

// putByOther hands the buffer to a goroutine that gives it back while the taker goes on with other work.
func putByOther(p plan) {
	c := p.newPool(newBuffer)
	if p.healthy {
		p.workers(1, func(_, _ int) { useBuffer(c) })
		return
	}
	few := p
	few.rounds = min(p.rounds, 200)
	few.workers(1, func(_, _ int) {
		b := c.get().(*bytes.Buffer)
		b.WriteString(small)
		done := make(chan bool)
		c.byOthers.Add(1)
		go func() {
			b.Reset()
			c.put(b)
			close(done)
		}()
		<-done
	})
}
