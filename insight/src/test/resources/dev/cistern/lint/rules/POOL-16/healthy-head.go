package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// An answer to HEAD has no body.
func size(ctx context.Context, c *http.Client, url string) (int64, error) {
	req := must(http.NewRequestWithContext(ctx, http.MethodHead, url, nil))
	res, err := c.Do(req)
	if err != nil {
		return 0, err
	}
	if res.StatusCode != http.StatusOK {
		return 0, errors.New(res.Status)
	}
	return res.ContentLength, nil
}

func ping(c *http.Client, url string) error {
	req, err := http.NewRequest("HEAD", url, nil)
	if err != nil {
		return err
	}
	_, err = c.Do(req)
	return err
}

func exists(url string) bool {
	res, err := http.Head(url)
	return err == nil && res.StatusCode == http.StatusOK
}

// The program ends with it.
func main() {
	res, err := http.Get("https://example.com/list")
	if err != nil {
		log.Fatal(err)
	}
	var list []string
	if err := json.NewDecoder(res.Body).Decode(&list); err != nil {
		log.Fatal(err)
	}
	log.Print(list)
}
