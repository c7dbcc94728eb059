package examples

import (
	"reflect"
	"sync"
)

const entriesMax = 10_000

type Bounded struct {
	lock sync.Mutex
	byID map[string]int
}

func (b *Bounded) price(id string, ask func(string) int) int {
	b.lock.Lock()
	defer b.lock.Unlock()
	if price, ok := b.byID[id]; ok {
		return price
	}
	price := ask(id)
	if len(b.byID) >= entriesMax {
		b.byID = make(map[string]int)
	}
	b.byID[id] = price
	return price
}

type Deleted struct {
	lock  sync.Mutex
	users map[string]int
}

func (d *Deleted) login(name string) {
	d.lock.Lock()
	defer d.lock.Unlock()
	d.users[name]++
}

func (d *Deleted) logout(name string) {
	d.lock.Lock()
	defer d.lock.Unlock()
	delete(d.users, name)
}

type Cleared struct {
	lock  sync.Mutex
	cache map[string]string
}

func (c *Cleared) put(key, value string) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.cache[key] = value
}

func (c *Cleared) flush() {
	c.lock.Lock()
	defer c.lock.Unlock()
	clear(c.cache)
}

var sizes sync.Map

func sizeOf(t reflect.Type) uintptr {
	if size, ok := sizes.Load(t); ok {
		return size.(uintptr)
	}
	size, _ := sizes.LoadOrStore(t, t.Size())
	return size.(uintptr)
}

var drivers = map[string]func(){}

var driversLock sync.Mutex

func Register(name string, driver func()) {
	driversLock.Lock()
	defer driversLock.Unlock()
	drivers[name] = driver
}

func run(name string) {
	driversLock.Lock()
	defer driversLock.Unlock()
	drivers[name]()
}

func words(text []string) map[string]int {
	seen := make(map[string]int)
	for _, word := range text {
		seen[word]++
	}
	return seen
}

type Emptied struct {
	lock    sync.Mutex
	pending map[string]int
}

func (e *Emptied) add(name string) {
	e.lock.Lock()
	defer e.lock.Unlock()
	e.pending[name] = 1
}

func (e *Emptied) take() map[string]int {
	e.lock.Lock()
	defer e.lock.Unlock()
	all := e.pending
	e.pending = make(map[string]int)
	return all
}

// Symbols belong to one run: nothing guards them.
type Symbols struct{ byName map[string]int }

func (s *Symbols) intern(name string) int {
	if n, ok := s.byName[name]; ok {
		return n
	}
	s.byName[name] = 1
	return 1
}

var states sync.Map

func begin(id string) { states.Store(id, true) }

func end(id string) { states.Delete(id) }

type Few struct {
	lock   sync.Mutex
	levels map[bool]int
	codes  map[string]int
}

func (f *Few) set(on bool, level int) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.levels[on] = level
	f.codes["last"] = level
}
