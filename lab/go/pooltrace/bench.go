package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/trace"
	"time"
)

// timePairs prints the nanoseconds of a pair on one goroutine, without a trace and with one.
func timePairs(n int, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	c := plan{truth: &truth{}}.newPool(newBuffer)
	off := pairs(c, n)
	f, err := os.Create(filepath.Join(dir, "bench.trace"))
	if err != nil {
		return err
	}
	defer f.Close()
	if err := trace.Start(f); err != nil {
		return err
	}
	on := pairs(c, n)
	trace.Stop()
	fmt.Printf("off %.2f on %.2f\n", off, on)
	return f.Close()
}

func pairs(c *counted, n int) float64 {
	start := time.Now()
	for range n {
		c.pool.Put(c.pool.Get())
	}
	return float64(time.Since(start).Nanoseconds()) / float64(n)
}
