package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http/httptest"
	netpprof "net/http/pprof"
	"os"
	"runtime"
	"time"
)

// forms writes the same profile in the other forms that are met: not compressed, and compressed in several
// gzip members, one of them empty.
func (d directory) forms() error {
	for _, kind := range []string{"cpu", "heap", "goroutine"} {
		packed, err := os.ReadFile(d.path(kind + ".pb.gz"))
		if err != nil {
			return err
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return err
		}
		raw, err := io.ReadAll(z)
		if err != nil {
			return err
		}
		if err := os.WriteFile(d.path(kind+".pb"), raw, 0o644); err != nil {
			return err
		}
		parts := [][]byte{raw[:len(raw)/3], nil, raw[len(raw)/3 : len(raw)-1], raw[len(raw)-1:]}
		err = d.write(kind+"-members.pb.gz", func(w io.Writer) error { return writeMembers(w, parts) })
		if err != nil {
			return err
		}
	}
	return nil
}

func writeMembers(w io.Writer, parts [][]byte) error {
	for _, part := range parts {
		z := gzip.NewWriter(w)
		if _, err := z.Write(part); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
	}
	return nil
}

// deltas writes what net/http/pprof answers to seconds=1 while half of the retained memory is let go and
// other work goes on: the in-use values are negative where memory was freed.
func (d directory) deltas() error {
	for _, kind := range []string{"heap", "allocs", "block", "mutex", "goroutine"} {
		worked := make(chan struct{})
		go func() {
			defer close(worked)
			time.Sleep(300 * time.Millisecond)
			retained = retained[: len(retained)/2 : len(retained)/2]
			load()
			contend()
			for range 3 {
				runtime.GC()
			}
		}()
		answer := httptest.NewRecorder()
		netpprof.Handler(kind).ServeHTTP(answer, httptest.NewRequest("GET", "/debug/pprof/"+kind+"?seconds=1", nil))
		<-worked
		if answer.Code != 200 {
			return fmt.Errorf("delta of %s: status %d: %s", kind, answer.Code, answer.Body)
		}
		if err := os.WriteFile(d.path("delta-"+kind+".pb.gz"), answer.Body.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
