package examples

import (
	"bufio"
	"database/sql"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"sync"
)

func fetch(url string) {}

func record(url string) {}

func all(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Add(1)
		go func() { // want POOL-19
			defer wg.Done()
			fetch(url)
		}()
	}
	wg.Wait()
}

func named(urls []string) {
	for i := range urls {
		go fetch(urls[i]) // want POOL-19
	}
}

func lines(r io.Reader) error {
	s := bufio.NewScanner(r)
	for s.Scan() {
		go fetch(s.Text()) // want POOL-19
	}
	return s.Err()
}

func rows(rows *sql.Rows) {
	defer rows.Close()
	for rows.Next() {
		var url string
		if rows.Scan(&url) == nil {
			fetch(url)
		}
		go record(url) // want POOL-19
	}
}

func batch(w http.ResponseWriter, r *http.Request) {
	var orders []string
	if json.NewDecoder(r.Body).Decode(&orders) != nil {
		return
	}
	for _, order := range orders {
		go record(order) // want POOL-19
	}
}

func forgotten(w http.ResponseWriter, r *http.Request) {
	url := r.FormValue("url")
	go record(url) // want POOL-19
	w.WriteHeader(http.StatusAccepted)
}

func inLiteral(mux *http.ServeMux) {
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.Path
		go func() { // want POOL-19
			record(path)
		}()
	})
}

func datagrams(conn net.PacketConn, handle func([]byte)) {
	for {
		b := make([]byte, 1500)
		n, _, err := conn.ReadFrom(b)
		if err != nil {
			return
		}
		go handle(b[:n]) // want POOL-19
	}
}

func sendsResults(urls []string, results chan<- string) {
	for _, url := range urls {
		go func() { // want POOL-19
			fetch(url)
			results <- url
		}()
	}
}
