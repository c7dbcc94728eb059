package examples

import (
	"sync"
	"unsafe"
)

type small struct{ id int32 }

type large struct {
	id    int64
	total [7]int64
}

type named struct {
	id   int64
	name *string
}

type plain struct {
	id   int64
	next int64
}

var smalls = sync.Pool{New: func() any { return new(small) }}

var plains = sync.Pool{New: func() any { return new(plain) }}

var pages = sync.Pool{New: func() any { b := make([]byte, 4096); return &b }}

func larger(id int64) int64 {
	s := smalls.Get().(*small)
	l := (*large)(unsafe.Pointer(s)) // want POOL-17
	l.id = id
	n := l.id
	smalls.Put(s)
	return n
}

func throughVariable() int64 {
	s := smalls.Get().(*small)
	defer smalls.Put(s)
	p := unsafe.Pointer(s)
	q := p
	l := (*large)(q) // want POOL-17
	return l.total[3]
}

func pointersUnseen(name string) {
	p := plains.Get().(*plain)
	defer plains.Put(p)
	n := (*named)(unsafe.Pointer(p)) // want POOL-17
	n.name = &name
}

func numbersAsPointers(n *named) {
	plains.Put((*plain)(unsafe.Pointer(n))) // want POOL-17
}

func asLarge(s *small) *large { return (*large)(unsafe.Pointer(s)) }

func byHelper() int64 {
	s := smalls.Get().(*small)
	defer smalls.Put(s)
	return asLarge(s).id // want POOL-17
}

func getSmall() *small { return smalls.Get().(*small) }

func fromWrapper() {
	s := getSmall()
	defer smalls.Put(s)
	(*large)(unsafe.Pointer(s)).id = 1 // want POOL-17
}

func inClosure(each func(func())) {
	s := smalls.Get().(*small)
	defer smalls.Put(s)
	each(func() {
		l := (*large)(unsafe.Pointer(s)) // want POOL-17
		l.id++
	})
}

func inBytes(name string) {
	b := pages.Get().(*[]byte)
	defer pages.Put(b)
	n := (*named)(unsafe.Pointer(&(*b)[0])) // want POOL-17
	n.name = &name
}
