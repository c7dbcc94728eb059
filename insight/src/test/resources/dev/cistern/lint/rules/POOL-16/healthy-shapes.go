package examples

import (
	"errors"
	"io"
	"net/http"
)

func drain(body io.ReadCloser) {
	if body != nil {
		defer body.Close()
		io.Copy(io.Discard, body)
	}
}

func byHelper(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	drain(resp.Body)
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func byDeferredHelper(c *http.Client, req *http.Request) (int, error) {
	resp, err := c.Do(req)
	if err != nil {
		return 0, err
	}
	defer drain(resp.Body)
	return resp.StatusCode, nil
}

func checked(resp *http.Response) error {
	if resp == nil {
		return errors.New("no answer")
	}
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	defer resp.Body.Close()
	return errors.New(resp.Status)
}

// Who looks at the answer closes it where it is bad.
func checkedFirst(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	if err := checked(resp); err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
