package main

import (
	"log"
	"net/http"
)

func status(c *http.Client, url string) (string, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	res, err := c.Do(req) // want POOL-16
	if err != nil {
		return "", err
	}
	return res.Status, nil
}

func main() {
	for _, url := range []string{"https://example.com/a", "https://example.com/b"} {
		res, err := http.Get(url) // want POOL-16
		if err != nil {
			log.Fatal(err)
		}
		log.Print(res.Status)
	}
}
