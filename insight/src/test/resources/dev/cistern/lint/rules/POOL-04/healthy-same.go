package examples

import (
	"bytes"
	"sync"
)

var answers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// The one is given back only where it is not the other.
func answer(ask []byte, room int, send func([]byte)) {
	in := answers.Get().(*bytes.Buffer)
	in.Reset()
	in.Write(ask)
	out := in
	if in.Cap() < room {
		out = answers.Get().(*bytes.Buffer)
		out.Reset()
	}
	if out != in {
		answers.Put(in)
	}
	out.WriteString("done")
	send(out.Bytes())
	answers.Put(out)
}
