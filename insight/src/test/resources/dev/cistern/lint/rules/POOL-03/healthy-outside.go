package examples

import (
	"io"

	"example.com/bufpool"
	"example.com/redis"
	"example.com/typed"
)

var connPool = redis.NewPool()

var linePool typed.LinePool

type series struct {
	name   string
	points []float64
}

type holder struct{ line *typed.Line }

func deferred(r io.Reader) error {
	buf := bufpool.Get(512)
	defer bufpool.Put(buf)
	_, err := io.ReadFull(r, buf)
	return err
}

// Such pools' objects often go back by themselves.
func closed(key string) (string, error) {
	conn := connPool.Get()
	defer conn.Close()
	return redis.String(conn.Do("GET", key))
}

func neverHere(r io.Reader) error {
	l := linePool.Get()
	if _, err := io.ReadFull(r, l.Text); err != nil {
		return err
	}
	l.Done()
	return nil
}

func held(h *holder) {
	h.line = linePool.Get()
}

func drop(h *holder) {
	h.line = nil
}

func give(h *holder) {
	linePool.Put(h.line)
	h.line = nil
}

func points(n int) []float64 { return bufpool.GetFloats(n) }

// What lies in a struct in a list goes with the list.
func collect(n int) []series {
	var all []series
	for i := 0; i < n; i++ {
		s := series{name: "x"}
		s.points = points(n)
		if len(s.points) > 0 {
			all = append(all, s)
		} else {
			bufpool.PutFloats(s.points)
		}
	}
	return all
}
