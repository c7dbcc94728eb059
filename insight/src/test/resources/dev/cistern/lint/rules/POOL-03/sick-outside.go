package examples

import (
	"errors"
	"io"

	"example.com/bufpool"
	"example.com/typed"
)

var bodyPool typed.BufferPool

type server struct {
	linePool *typed.Lines
}

var errShort = errors.New("too short")

func early(r io.Reader) error {
	buf := bufpool.Get(512) // want POOL-03
	n, err := io.ReadFull(r, buf)
	if err != nil {
		return err
	}
	if n < 4 {
		bufpool.Put(buf)
		return errShort
	}
	bufpool.Put(buf)
	return nil
}

func (s *server) line(r io.Reader) error {
	l := s.linePool.Get() // want POOL-03
	if _, err := io.ReadFull(r, l.Text); err != nil {
		return err
	}
	s.linePool.Put(l)
	return nil
}

func ofType(r io.Reader) error {
	b := bodyPool.Get() // want POOL-03
	if _, err := io.Copy(b, r); err != nil {
		return err
	}
	bodyPool.Put(b)
	return nil
}
