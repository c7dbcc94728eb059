package examples

import (
	"errors"
	"sync"
)

type job struct {
	b    []byte
	next *job
}

var jobs = sync.Pool{New: func() any { return new(job) }}

func getJob() *job { return jobs.Get().(*job) }

type queue interface{ Push(*job) error }

func push(q queue, j *job) error { return q.Push(j) }

// A call that failed may have the object still: not to give it back may be meant.
func send(q queue) error {
	j := getJob()
	if err := push(q, j); err != nil {
		return err
	}
	jobs.Put(j)
	return nil
}

// What was pushed is the queue's.
func hand(q interface{ Offer(*job) }) { add(q, getJob()) }

func add(q interface{ Offer(*job) }, j *job) { q.Offer(j) }

// A deferred give-back that hangs on a condition was thought about.
func flagged(q queue, failed bool) int {
	j := getJob()
	defer func() {
		// Others may still read it.
		if !failed {
			jobs.Put(j)
		}
	}()
	return len(j.b)
}

func (j *job) grow(n int) *job {
	if j == nil {
		return j
	}
	j.next = nil
	return j
}

type item interface{ add(*job) }

func (j *job) items(all []item) *job {
	for _, one := range all {
		switch m := one.(type) {
		case nil:
			j = j.grow(0)
		default:
			m.add(j)
			j = j.grow(1)
		}
	}
	return j
}

func (j *job) done() { jobs.Put(j) }

// The methods return what they were called on, never nil here.
func chain(all []item) {
	getJob().grow(1).items(all).done()
}

func chained(n int) *job { return getJob().grow(n) }

var errNone = errors.New("none")

func open(n int) (*job, error) {
	j := getJob()
	if n == 0 {
		jobs.Put(j)
		return nil, errNone
	}
	return j, nil
}

// Where the error came, no object did.
func opened(n int) (int, error) {
	j, err := open(n)
	if err != nil {
		return 0, err
	}
	defer j.done()
	return len(j.b), nil
}
