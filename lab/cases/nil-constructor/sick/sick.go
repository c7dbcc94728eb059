//cistern:expect found POOL-11

package shop

// Feed delivers prices.
type Feed struct{ prices chan int }

// NewFeed gives nothing, and does not say so, where the address is missing.
func NewFeed(address string) *Feed {
	if address == "" {
		return nil
	}
	return &Feed{prices: make(chan int, 1)}
}

// Next waits for ever, or panics, on a feed that is not there.
func Next(settings map[string]string) int {
	feed := NewFeed(settings["feed"])
	select {
	case price := <-feed.prices:
		return price
	}
}
