package examples

import "go.uber.org/zap/buffer"

var lines = buffer.NewPool()

// What the buffer's own method makes of nil, its source would tell: it is not at hand.
func mayBeNone(wanted bool, serve func([]byte)) {
	var line *buffer.Buffer
	if wanted {
		line = lines.Get()
		serve(line.Bytes())
	}
	line.Free()
}
