package examples

import (
	"errors"
	"io"
	"net/http"
)

func dropped(c *http.Client, req *http.Request) error {
	_, err := c.Do(req) // want POOL-16
	return err
}

func onBadStatus(c *http.Client, req *http.Request) ([]byte, error) {
	resp, err := c.Do(req) // want POOL-16
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
