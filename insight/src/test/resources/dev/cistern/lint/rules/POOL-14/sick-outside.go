package examples

import (
	"example.com/buffers"
	"example.com/queue"
)

var rows = queue.NewSlicePool[int](64, 4096)

type job struct {
	results []int
}

func (j *job) add(n int) {
	j.results = append(j.results, n)
}

func gather(values []int, into []int) []int {
	for _, v := range values {
		if v > 0 {
			into = append(into, v)
		}
	}
	return into
}

func appendsItself(n int) int {
	list := rows.Get(n)
	defer rows.Put(list) // want POOL-14
	for i := 0; i < n; i++ {
		list = append(list, i)
	}
	return len(list)
}

func ofAnotherPackage(data []byte) int {
	buf := buffers.GetBytes(16)
	defer buffers.PutBytes(buf) // want POOL-14
	buf = append(buf[:0], data...)
	return len(buf)
}

func converted(n int) int {
	list := queue.Sized(queue.Lists.Get(n))
	defer queue.Lists.Put(list) // want POOL-14
	for i := 0; i < n; i++ {
		list = append(list, queue.One{N: i})
	}
	return len(list)
}

func byCallee(values []int) int {
	list := rows.Get(16)
	defer rows.Put(list) // want POOL-14
	list = gather(values, list)
	return len(list)
}

func byAddress(r *queue.Reader) int {
	list := rows.Get(16)
	defer rows.Put(list) // want POOL-14
	for r.Next() {
		r.Read(&list)
	}
	return len(list)
}

func inField(n int) int {
	j := &job{}
	j.results = rows.Get(n)
	defer rows.Put(j.results) // want POOL-14
	for i := 0; i < n; i++ {
		j.add(i)
	}
	return len(j.results)
}
