package examples

import (
	"bytes"
	"sync"
)

type response struct {
	code   int
	length int
	raw    bool
	body   []byte
	stream *bytes.Reader
	last   int
}

var responses = sync.Pool{New: func() any { return new(response) }}

// What a reset leaves to another method is reset.
func (r *response) Reset() {
	r.code = 0
	r.length = 0
	r.raw = false
	r.resetBody()
}

func (r *response) resetBody() {
	r.body = r.body[:0]
	r.closeStream()
}

func (r *response) closeStream() { r.stream = nil }

func (r *response) SetStream(s *bytes.Reader) { r.stream = s }

// What is set before it is looked at may stay.
func (r *response) next(n int) bool {
	r.last = r.length
	r.length = n
	return n < r.last
}

func serve() int {
	r := responses.Get().(*response)
	defer responses.Put(r)
	r.Reset()
	r.next(3)
	return r.code
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Room is not content.
func prepared() {
	b := buffers.Get().(*bytes.Buffer)
	b.Grow(4096)
	buffers.Put(b)
}
