package examples

import "sync"

type row struct {
	name  string
	cells []byte
}

var cells = sync.Pool{New: func() any { b := make([]byte, 0, 64); return &b }}

func getCells() []byte { return (*cells.Get().(*[]byte))[:0] }

func putCells(b []byte) { cells.Put(&b) }

func all(n int) []row {
	var rows []row
	for i := range n {
		r := row{name: "x"}
		r.cells = getCells()
		if i%2 == 0 {
			rows = append(rows, r)
		} else {
			putCells(r.cells)
		}
	}
	return rows
}

func once(some bool) []row {
	var rows []row
	r := row{name: "x"}
	r.cells = getCells()
	if some {
		rows = append(rows, r)
	} else {
		putCells(r.cells)
	}
	return rows
}
