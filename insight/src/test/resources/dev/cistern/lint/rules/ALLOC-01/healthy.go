package examples

type item struct {
	id    int
	parts []int
}

func sized(items []item) []int {
	ids := make([]int, 0, len(items))
	for _, item := range items {
		ids = append(ids, item.id)
	}
	return ids
}

func filtered(items []item) []int {
	var ids []int
	for _, item := range items {
		if item.id > 0 {
			ids = append(ids, item.id)
		}
	}
	return ids
}

func skipping(items []item) []int {
	var ids []int
	for _, item := range items {
		if item.id == 0 {
			continue
		}
		ids = append(ids, item.id)
	}
	return ids
}

func untilFound(items []item) []int {
	var ids []int
	for _, item := range items {
		ids = append(ids, item.id)
		if item.id == 0 {
			break
		}
	}
	return ids
}

func nested(items []item) []int {
	var all []int
	for _, item := range items {
		for _, part := range item.parts {
			all = append(all, part)
		}
	}
	return all
}

func spread(items []item) []int {
	var all []int
	for _, item := range items {
		all = append(all, item.parts...)
	}
	return all
}

func received(items <-chan int) []int {
	var all []int
	for item := range items {
		all = append(all, item)
	}
	return all
}

func given(ids []int, items []item) []int {
	for _, item := range items {
		ids = append(ids, item.id)
	}
	return ids
}

func endless(next func() (int, bool)) []int {
	var all []int
	for {
		n, ok := next()
		if !ok {
			return all
		}
		all = append(all, n)
	}
}

func reused(groups [][]item, show func([]int)) {
	var ids []int
	for _, group := range groups {
		ids = ids[:0]
		for _, item := range group {
			ids = append(ids, item.id)
		}
		show(ids)
	}
}

func iterated(all func(func(int) bool)) []int {
	var ids []int
	for id := range all {
		ids = append(ids, id)
	}
	return ids
}
