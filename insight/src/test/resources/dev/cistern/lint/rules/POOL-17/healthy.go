package examples

import (
	"sync"
	"unsafe"
)

const words = 7

type small struct{ id int32 }

type large struct {
	id    int64
	total [words]int64
}

// head is what large begins with.
type head struct{ id int64 }

type signed struct{ a, b int64 }

type unsigned struct{ a, b uint64 }

var smalls = sync.Pool{New: func() any { return new(small) }}

var larges = sync.Pool{New: func() any { return new(large) }}

var pairs = sync.Pool{New: func() any { return new(signed) }}

var pages = sync.Pool{New: func() any { b := make([]byte, 4096); return &b }}

func ownType(id int64) int64 {
	l := larges.Get().(*large)
	defer larges.Put(l)
	l.id = id
	return l.id
}

func prefix() int64 {
	l := larges.Get().(*large)
	defer larges.Put(l)
	return (*head)(unsafe.Pointer(l)).id
}

func sameLayout() uint64 {
	s := pairs.Get().(*signed)
	defer pairs.Put(s)
	return (*unsigned)(unsafe.Pointer(s)).a
}

func headerOfBytes() int64 {
	b := pages.Get().(*[]byte)
	defer pages.Put(b)
	return (*head)(unsafe.Pointer(&(*b)[0])).id
}

func text() string {
	b := pages.Get().(*[]byte)
	defer pages.Put(b)
	s := *(*string)(unsafe.Pointer(b))
	return string([]byte(s))
}

func notPooled(s *small) *large { return (*large)(unsafe.Pointer(s)) }

func copied() int64 {
	s := smalls.Get().(*small)
	defer smalls.Put(s)
	l := larges.Get().(*large)
	defer larges.Put(l)
	l.id = int64(s.id)
	return l.id
}

func address() uintptr {
	s := smalls.Get().(*small)
	defer smalls.Put(s)
	return uintptr(unsafe.Pointer(s))
}
