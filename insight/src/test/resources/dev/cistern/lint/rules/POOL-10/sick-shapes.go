package examples

import (
	"bytes"
	"sync"
)

type request struct{ id int }

type response struct{ code int }

type server struct {
	requests  sync.Pool
	responses sync.Pool
}

func newServer() *server {
	s := &server{}
	s.requests.New = func() any { return new(request) } // want POOL-03
	s.responses.New = func() any { return new(response) }
	return s
}

func (s *server) finish(r *request) {
	s.responses.Put(r) // want POOL-10
}

func (s *server) answer() *response {
	return s.requests.Get().(*response) // want POOL-10
}



var texts = sync.Pool{New: func() any { return &bytes.Buffer{} }} // want POOL-03

func byValue() bytes.Buffer {
	return texts.Get().(bytes.Buffer) // want POOL-10
}
