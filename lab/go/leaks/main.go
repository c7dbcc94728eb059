// Command leaks writes a series of goroutine dumps of itself while it serves, with at most one fault:
// heartbeat (a constructor starts a goroutine that nobody can stop), bodies (responses are not closed),
// queue (few database connections, held over a slow call), or none of them.
//
//	go run ./leaks -o DIR [-fault heartbeat|bodies|queue] [-dumps 7] [-apart 40ms] [-series 1]
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime/pprof"
	"time"
)

func main() {
	out := flag.String("o", "leaks-out", "the directory to write to")
	fault := flag.String("fault", "", "heartbeat, bodies, queue or none")
	dumps := flag.Int("dumps", 7, "dumps in a series")
	apart := flag.Duration("apart", 40*time.Millisecond, "time between two dumps")
	series := flag.Int("series", 1, "series, each in a directory of its own")
	flag.Parse()
	if err := run(*out, *fault, *dumps, *apart, *series); err != nil {
		fmt.Fprintln(os.Stderr, "leaks:", err)
		os.Exit(1)
	}
}

func run(dir, fault string, dumps int, apart time.Duration, series int) error {
	s, err := open(fault)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go s.load(ctx)
	time.Sleep(300 * time.Millisecond)
	for i := range series {
		to := filepath.Join(dir, fmt.Sprintf("series-%d", i+1))
		if err := os.MkdirAll(to, 0o755); err != nil {
			return err
		}
		for j := range dumps {
			time.Sleep(apart)
			f, err := os.Create(filepath.Join(to, fmt.Sprintf("goroutines-%d.txt", j+1)))
			if err != nil {
				return err
			}
			if err := errors.Join(pprof.Lookup("goroutine").WriteTo(f, 2), f.Close()); err != nil {
				return err
			}
		}
	}
	return nil
}

type service struct {
	fault  string
	db     *sql.DB
	remote *httptest.Server
	client *http.Client
	beat   *heartbeat
}

func open(fault string) (*service, error) {
	sql.Register("slow", slowDriver{})
	db, err := sql.Open("slow", "")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4)
	remote := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "price: 4711")
	}))
	return &service{fault, db, remote, &http.Client{Transport: &http.Transport{}}, newHeartbeat()}, nil
}

// load sends requests at moments that chance decides, about 400 a second, at most 64 at once.
func (s *service) load(ctx context.Context) {
	places := make(chan struct{}, 64)
	for ctx.Err() == nil {
		places <- struct{}{}
		go func() {
			defer func() { <-places }()
			s.serveRequest(ctx)
		}()
		time.Sleep(time.Duration(rand.Int64N(int64(5 * time.Millisecond))))
	}
}

func (s *service) serveRequest(ctx context.Context) {
	if s.fault == "heartbeat" && rand.IntN(4) == 0 {
		s.beat = newHeartbeat()
	}
	s.askPrice()
	s.storeOrder(ctx)
}

// askPrice gets a price from the remote service; its body is closed unless that is the fault.
func (s *service) askPrice() {
	response, err := s.client.Get(s.remote.URL)
	if err != nil {
		return
	}
	if s.fault == "bodies" && rand.IntN(4) == 0 {
		return
	}
	_, _ = io.Copy(io.Discard, response.Body)
	_ = response.Body.Close()
}

// storeOrder holds a connection; over a slow call if that is the fault.
func (s *service) storeOrder(ctx context.Context) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return
	}
	defer conn.Close()
	if s.fault == "queue" {
		time.Sleep(40 * time.Millisecond)
	}
}

type heartbeat struct{ beats chan time.Time }

func newHeartbeat() *heartbeat {
	h := &heartbeat{make(chan time.Time)}
	go func() {
		for {
			h.beats <- time.Now()
		}
	}()
	return h
}

// slowDriver opens connections that do nothing.
type slowDriver struct{}

func (slowDriver) Open(string) (driver.Conn, error) { return idleConn{}, nil }

type idleConn struct{}

func (idleConn) Prepare(string) (driver.Stmt, error) { return nil, errors.ErrUnsupported }
func (idleConn) Close() error                        { return nil }
func (idleConn) Begin() (driver.Tx, error)           { return nil, errors.ErrUnsupported }
