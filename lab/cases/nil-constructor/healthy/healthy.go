//cistern:expect silent

package shop

import "errors"

// Feed delivers prices.
type Feed struct{ prices chan int }

// NewFeed says what is missing.
func NewFeed(address string) (*Feed, error) {
	if address == "" {
		return nil, errors.New("wanted the address of a feed")
	}
	return &Feed{prices: make(chan int, 1)}, nil
}

// Next waits on a feed that is there.
func Next(settings map[string]string) (int, error) {
	feed, err := NewFeed(settings["feed"])
	if err != nil {
		return 0, err
	}
	return <-feed.prices, nil
}
