package examples

import (
	"net"
	"net/http"
	"sync"
)

func fetch(url string) {}

func serve(conn net.Conn) {}

type limit interface{ Acquire() }

type Server struct {
	addresses []string
}

func semaphore(urls []string) {
	turns := make(chan struct{}, 8)
	for _, url := range urls {
		turns <- struct{}{}
		go func() {
			defer func() { <-turns }()
			fetch(url)
		}()
	}
}

func semaphoreInside(urls []string) {
	turns := make(chan struct{}, 8)
	for _, url := range urls {
		go func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			fetch(url)
		}()
	}
}

func workers(urls []string) {
	jobs := make(chan string)
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for url := range jobs {
				fetch(url)
			}
		}()
	}
	for _, url := range urls {
		jobs <- url
	}
	close(jobs)
	wg.Wait()
}

func weighted(urls []string, turns limit) {
	for _, url := range urls {
		turns.Acquire()
		go fetch(url)
	}
}

func accepts(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go serve(conn)
	}
}

func listeners(listeners []net.Listener) {
	for _, l := range listeners {
		go accepts(l)
	}
}

func (s *Server) start() {
	for _, address := range s.addresses {
		go fetch(address)
	}
}

func batches(urls []string) {
	for len(urls) > 0 {
		n := min(len(urls), 8)
		var wg sync.WaitGroup
		for i := 0; i < n; i++ {
			wg.Add(1)
			go func() {
				defer wg.Done()
				fetch(urls[i])
			}()
		}
		wg.Wait()
		urls = urls[n:]
	}
}

func awaited(w http.ResponseWriter, r *http.Request) {
	done := make(chan struct{})
	go func() {
		fetch(r.URL.Path)
		close(done)
	}()
	<-done
}

func few() {
	for _, url := range []string{"a", "b"} {
		go fetch(url)
	}
}

func callbacks(all []func()) {
	for _, one := range all {
		go one()
	}
}

func first(urls []string) {
	for _, url := range urls {
		if url != "" {
			go fetch(url)
			break
		}
	}
}
