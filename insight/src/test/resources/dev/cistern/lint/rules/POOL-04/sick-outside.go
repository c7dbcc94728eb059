package examples

import "example.com/bufpool"

type frame struct{ body []byte }

var framePool = bufpool.New()

func after(n int) byte {
	buf := bufpool.Get(n)
	bufpool.Put(buf)
	return buf[0] // want POOL-04
}

func whole(n int) []byte {
	buf := bufpool.GetBytes(n)
	defer bufpool.PutBytes(buf)
	copy(buf, "x")
	return buf // want POOL-04
}

func twice(bad bool) {
	f := framePool.Get()
	if bad {
		framePool.Put(f)
	}
	framePool.Put(f) // want POOL-06
}
