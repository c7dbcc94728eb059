package main

import (
	"bytes"
	"context"
	"hash/crc32"
	"runtime/pprof"
	"sync"
	"sync/atomic"
	"time"
)

// The kinds of request; each carries its name as the label "service".
var kinds = []string{"auth", "order", "search"}

// shop is what the service does; its faults are switched while it runs.
type shop struct {
	convoy   atomic.Bool // orders hold the stock's lock while they wait
	neverPut atomic.Bool // searches keep the buffers they take

	buffers sync.Pool
	stockMu sync.Mutex
	stock   map[int]int
	indexMu sync.Mutex
	index   map[int]uint32
	keptMu  sync.Mutex
	kept    []*bytes.Buffer

	served [3]atomic.Int64
	taken  atomic.Int64
	given  atomic.Int64
	shed   atomic.Int64
	sum    atomic.Uint32
}

func newShop() *shop {
	return &shop{
		buffers: sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, 8<<10)) }},
		stock:   map[int]int{},
		index:   map[int]uint32{},
	}
}

func (s *shop) set(name string, on bool) bool {
	switch name {
	case "convoy":
		s.convoy.Store(on)
	case "never-put":
		s.neverPut.Store(on)
	default:
		return false
	}
	return true
}

func (s *shop) truth() map[string]int64 {
	t := map[string]int64{"taken": s.taken.Load(), "given": s.given.Load(), "shed": s.shed.Load()}
	for i, kind := range kinds {
		t[kind] = s.served[i].Load()
	}
	return t
}

func (s *shop) serve(ctx context.Context, kind string) {
	pprof.Do(ctx, pprof.Labels("service", kind), func(context.Context) {
		switch kind {
		case "auth":
			s.checkPassword()
			s.served[0].Add(1)
		case "order":
			s.takeOrder()
			s.served[1].Add(1)
		default:
			s.searchItems()
			s.served[2].Add(1)
		}
	})
}

// checkPassword works on the processor.
func (s *shop) checkPassword() {
	b := s.take()
	defer s.give(b)
	sum := uint32(0)
	for i := range 400 {
		b.WriteByte(byte(i))
		sum = crc32.Update(sum, crc32.IEEETable, b.Bytes())
	}
	s.sum.Add(sum)
}

// takeOrder changes the stock under its lock.
func (s *shop) takeOrder() {
	b := s.take()
	defer s.give(b)
	b.WriteString("order")
	s.stockMu.Lock()
	defer s.stockMu.Unlock()
	s.stock[b.Len()]++
	if s.convoy.Load() {
		time.Sleep(12 * time.Millisecond)
	} else {
		spin(50 * time.Microsecond)
	}
}

// searchItems reads the index under its own lock.
func (s *shop) searchItems() {
	b := s.take()
	b.Write(make([]byte, 2<<10))
	s.indexMu.Lock()
	s.index[b.Len()] = crc32.ChecksumIEEE(b.Bytes())
	spin(50 * time.Microsecond)
	s.indexMu.Unlock()
	if s.neverPut.Load() {
		s.keep(b)
		return
	}
	s.give(b)
}

// keep is the fault never-put: what was taken is held and never given back.
func (s *shop) keep(b *bytes.Buffer) {
	s.keptMu.Lock()
	defer s.keptMu.Unlock()
	s.kept = append(s.kept, b)
	if len(s.kept) > 20_000 {
		s.kept = nil
	}
}

func (s *shop) take() *bytes.Buffer {
	s.taken.Add(1)
	return s.buffers.Get().(*bytes.Buffer)
}

func (s *shop) give(b *bytes.Buffer) {
	s.given.Add(1)
	b.Reset()
	s.buffers.Put(b)
}

func spin(d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); {
	}
}
