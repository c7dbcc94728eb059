package examples

import (
	"context"
	"sync"
)

type Ctx interface {
	Locals(key any, value ...any) any
	Next() error
}
type mw struct{ id string }

var mws = sync.Pool{New: func() any { return &mw{} }}

type keyT int

const key keyT = 1

func Handler(c Ctx) error {
	m := mws.Get().(*mw)
	m.id = "a"
	c.Locals(key, m) // want POOL-04
	err := c.Next()
	m.id = ""
	mws.Put(m)
	return err
}

var _ context.Context
