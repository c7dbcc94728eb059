package examples

import "example.com/other/pool"

// Sixteen bytes were asked for, and there are never more.
func padded(in []byte) (sum int) {
	if len(in) >= 16 {
		return 0
	}
	full := pool.Get(16)[:0]
	defer pool.Put(full)
	full = append(full, in...)
	for len(full) < 16 {
		full = append(full, 0)
	}
	for _, b := range full {
		sum += int(b)
	}
	return sum
}
