package examples

import (
	"io"
	"net/http"
)

func logged(close func() error) {
	if err := close(); err != nil {
		println(err.Error())
	}
}

// Whoever gets the method value closes.
func methodValue(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer logged(resp.Body.Close)
	if resp.StatusCode != 200 {
		return io.EOF
	}
	return nil
}

func drain(body io.ReadCloser) {
	if body != nil {
		defer body.Close()
		_, _ = io.Copy(io.Discard, body)
	}
}

// A function that is deferred reads to the end and closes.
func deferredDrain(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		defer drain(resp.Body)
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			return err
		}
		println(len(b))
		return io.EOF
	}
	drain(resp.Body)
	return nil
}
