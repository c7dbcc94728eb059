package examples

import (
	"bytes"

	"example.com/buffers"
	"example.com/queue"
)

var rows = queue.NewSlicePool[int](64, 4096)

type fixed struct {
	results []int
}

type other struct {
	results []int
}

func (o *other) add(n int) {
	o.results = append(o.results, n)
}

func positive(list []int) []int {
	for len(list) > 0 && list[0] < 0 {
		list = list[1:]
	}
	return list
}

func literal(n int) int {
	list := rows.Get(n)
	defer func() { rows.Put(list) }()
	for i := 0; i < n; i++ {
		list = append(list, i)
	}
	return len(list)
}

func cutAtItsEnds(data []byte) int {
	buf := buffers.GetBytes(len(data))
	defer buffers.PutBytes(buf)
	copy(buf, data)
	buf = bytes.TrimSpace(buf)
	return len(buf)
}

func copied(data []byte) []byte {
	buf := buffers.GetBytes(len(data))
	defer buffers.PutBytes(buf)
	copy(buf, data)
	return append([]byte(nil), buf...)
}

func shortened() int {
	list := rows.Get(16)
	defer rows.Put(list)
	list = positive(list)
	return len(list)
}

func another(n int) int {
	list := rows.Get(n)
	defer rows.Put(list)
	more := append(list, n)
	return len(more)
}

func ofAnotherList(n int) int {
	list := make([]int, 0, n)
	defer rows.Put(list)
	list = append(list, n)
	return len(list)
}

func pointer(data []byte) int {
	buf := buffers.GetBuffer()
	defer buffers.PutBuffer(buf)
	*buf = append((*buf)[:0], data...)
	return len(*buf)
}

func inField(n int) int {
	f := &fixed{}
	f.results = rows.Get(n)
	defer rows.Put(f.results)
	for i := range f.results {
		f.results[i] = i
	}
	return len(f.results)
}

type cache struct{ free [][]int }

func (c *cache) getRow(n int) []int {
	if last := len(c.free) - 1; last >= 0 && cap(c.free[last]) >= n {
		row := c.free[last]
		c.free = c.free[:last]
		return row
	}
	return make([]int, n)
}

func (c *cache) putRow(row []int) {
	c.free = append(c.free, row)
}

func roomForAll(c *cache, values []int) int {
	row := c.getRow(len(values))[:0]
	defer c.putRow(row)
	for _, v := range values {
		if v > 0 {
			row = append(row, v)
		}
	}
	return len(row)
}
