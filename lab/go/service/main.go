// Command service is a small HTTP service that is sick on demand: labelled requests, a sync.Pool, a lock, and
// net/http/pprof beside them. It loads itself open-loop and counts its own truth.
//
//	go run ./service [-listen 127.0.0.1:0 | -unix FILE] [-rate 200] [-fault convoy,never-put] [-profiles=false]
//
// It prints "port N" when it serves and ends when its standard input does. GET /serve?kind=auth is one request from
// outside, GET /fault?name=convoy&on=true switches a fault, GET /truth tells what was served.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "the address to listen on")
	unix := flag.String("unix", "", "a Unix socket to listen on instead")
	rate := flag.Int("rate", 200, "requests a second that it sends itself")
	fault := flag.String("fault", "", "faults from the start, by comma")
	profiles := flag.Bool("profiles", true, "whether block and mutex profiling are on")
	writeTimeout := flag.Duration("write-timeout", 0, "the server's WriteTimeout")
	life := flag.Duration("life", 10*time.Minute, "after which it ends by itself")
	flag.Parse()
	if err := run(*listen, *unix, *rate, *fault, *profiles, *writeTimeout, *life); err != nil {
		fmt.Fprintln(os.Stderr, "service:", err)
		os.Exit(1)
	}
}

func run(listen, unix string, rate int, faults string, profiles bool, writeTimeout, life time.Duration) error {
	if profiles {
		runtime.SetBlockProfileRate(int(10 * time.Microsecond))
		runtime.SetMutexProfileFraction(1)
	}
	network, address := "tcp", listen
	if unix != "" {
		network, address = "unix", unix
	}
	l, err := net.Listen(network, address)
	if err != nil {
		return err
	}
	s := newShop()
	for _, name := range strings.Split(faults, ",") {
		if name != "" && !s.set(name, true) {
			return errors.New("unknown fault " + name)
		}
	}
	http.HandleFunc("/fault", func(w http.ResponseWriter, r *http.Request) {
		if !s.set(r.FormValue("name"), r.FormValue("on") == "true") {
			http.Error(w, "unknown fault", http.StatusNotFound)
		}
	})
	http.HandleFunc("/serve", func(w http.ResponseWriter, r *http.Request) {
		kind := r.FormValue("kind")
		if !slices.Contains(kinds, kind) {
			http.Error(w, "unknown kind", http.StatusNotFound)
			return
		}
		s.serve(r.Context(), kind)
	})
	http.HandleFunc("/truth", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(s.truth())
	})
	server := &http.Server{WriteTimeout: writeTimeout}
	ctx, stop := context.WithTimeout(context.Background(), life)
	defer stop()
	go load(ctx, s, rate)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if tcp, ok := l.Addr().(*net.TCPAddr); ok {
		fmt.Printf("port %d\n", tcp.Port)
	} else {
		fmt.Println("unix", unix)
	}
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// load sends requests at fixed moments, whatever becomes of those before; at most 64 at once.
func load(ctx context.Context, s *shop, rate int) {
	if rate <= 0 {
		return
	}
	random := rand.New(rand.NewPCG(1, 2))
	room := make(chan struct{}, 64)
	tick := time.NewTicker(time.Second / time.Duration(rate))
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		select {
		case room <- struct{}{}:
		default:
			s.shed.Add(1)
			continue
		}
		kind := kinds[random.IntN(len(kinds))]
		go func() {
			defer func() { <-room }()
			s.serve(ctx, kind)
		}()
	}
}
