package examples

import "strconv"

type item struct{ id int }

func ids(items []item) []int {
	var ids []int
	for _, item := range items {
		ids = append(ids, item.id) // want ALLOC-01
	}
	return ids
}

func keys(m map[string]int) []string {
	keys := []string{}
	for key := range m {
		keys = append(keys, key) // want ALLOC-01
	}
	return keys
}

func counted(n int) []string {
	texts := make([]string, 0)
	for i := 0; i < n; i++ {
		texts = append(texts, strconv.Itoa(i)) // want ALLOC-01
	}
	return texts
}

func ranged(n int) []int {
	var squares []int
	for i := range n {
		squares = append(squares, i*i) // want ALLOC-01
	}
	return squares
}

func untilError(items []string) ([]int, error) {
	var numbers []int
	for _, item := range items {
		n, err := strconv.Atoi(item)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, n) // want ALLOC-01
	}
	return numbers, nil
}

func inner(groups [][]item) [][]int {
	all := make([][]int, 0, len(groups))
	for _, group := range groups {
		var ids []int
		for i := 0; i < len(group); i++ {
			ids = append(ids, group[i].id) // want ALLOC-01
		}
		all = append(all, ids)
	}
	return all
}

func inLiteral(items []item) func() []int {
	return func() []int {
		var ids []int
		for i := range items {
			ids = append(ids, items[i].id) // want ALLOC-01
		}
		return ids
	}
}

func named(items []item) (ids []int) {
	for _, item := range items {
		id := item.id
		if id < 0 {
			id = 0
		}
		ids = append(ids, id) // want ALLOC-01
	}
	return ids
}

func texts(items []item) []string {
	texts := []string{}
	for _, item := range items {
		texts = append(texts, strconv.Itoa(item.id)) // want ALLOC-01
	}
	return texts
}
