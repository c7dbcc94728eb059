package main

import (
	"bytes"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// truth is the program's own account, pool by pool.
type truth struct {
	Go      string   `json:"go"`
	Healthy bool     `json:"healthy"`
	Rules   []string `json:"rules"` // of the phases that ran, sick or not
	Pools   []*tale  `json:"pools"`

	pools []*counted
}

// tale is what happened to one pool.
type tale struct {
	Phase          string `json:"phase"`
	Address        string `json:"address"`
	Gets           int64  `json:"gets"`
	Puts           int64  `json:"puts"`
	News           int64  `json:"news"`
	Nils           int64  `json:"nils"`
	NeverPut       int64  `json:"neverPut"`
	DoublePuts     int64  `json:"doublePuts"`
	Dirty          int64  `json:"dirty"`
	WritesAfterPut int64  `json:"writesAfterPut"`
	PutByOthers    int64  `json:"putByOthers"`
}

// counted is a pool that counts. The counters are not part of the pool's own events.
type counted struct {
	pool                    sync.Pool
	phase                   string
	gets, puts, news, nils  atomic.Int64
	never, double, byOthers atomic.Int64
	dirty, writes           atomic.Int64
}

// newPool makes a pool whose factory is counted; without a factory Get may yield nil.
func (p plan) newPool(factory func() any) *counted {
	c := &counted{phase: p.phase}
	if factory != nil {
		c.pool.New = func() any {
			c.news.Add(1)
			return factory()
		}
	}
	p.truth.pools = append(p.truth.pools, c)
	return c
}

func (c *counted) get() any {
	c.gets.Add(1)
	x := c.pool.Get()
	if x == nil {
		c.nils.Add(1)
	}
	return x
}

func (c *counted) put(x any) {
	c.puts.Add(1)
	c.pool.Put(x)
}

// lose tells that an object that was taken is not given back.
func (c *counted) lose() { c.never.Add(1) }

func (t *truth) settle() {
	for _, c := range t.pools {
		t.Pools = append(t.Pools, &tale{
			Phase: c.phase, Address: fmt.Sprintf("%p", &c.pool),
			Gets: c.gets.Load(), Puts: c.puts.Load(), News: c.news.Load(), Nils: c.nils.Load(),
			NeverPut: c.never.Load(), DoublePuts: c.double.Load(), PutByOthers: c.byOthers.Load(),
			Dirty: c.dirty.Load(), WritesAfterPut: c.writes.Load(),
		})
	}
}

// plan is how a phase is run.
type plan struct {
	healthy bool
	rounds  int
	pace    time.Duration
	phase   string
	truth   *truth
}

// workers runs f in several goroutines, each for all rounds, and waits for them.
func (p plan) workers(n int, f func(worker, round int)) {
	var group sync.WaitGroup
	for worker := range n {
		group.Add(1)
		go func() {
			defer group.Done()
			for round := range p.rounds {
				f(worker, round)
				if p.pace > 0 {
					time.Sleep(p.pace)
				}
			}
		}()
	}
	group.Wait()
}

func newBuffer() any { return bytes.NewBuffer(make([]byte, 0, 1024)) }
