//cistern:expect silent

package shop

import (
	"io"
	"sync"
)

// Job is work with what to call behind it.
type Job struct {
	out  io.Writer
	done func()
	size int
}

var jobs = sync.Pool{New: func() any { return new(Job) }}

// NewJob takes a job for its caller.
func NewJob(out io.Writer, done func()) *Job {
	j := jobs.Get().(*Job)
	j.out, j.done = out, done
	j.size = 0
	return j
}

// Finish lets go of what was the caller's.
func Finish(j *Job) {
	j.done()
	j.out, j.done = nil, nil
	jobs.Put(j)
}
