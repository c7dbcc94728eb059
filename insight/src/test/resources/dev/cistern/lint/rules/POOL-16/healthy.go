package examples

import (
	"database/sql"
	"io"
	"net/http"
)

func columns(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	defer rows.Close()
	_, err = rows.Columns()
	return err
}

func toTheEnd(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	for rows.Next() {
	}
	return rows.Err()
}

func handedOn(db *sql.DB) (*sql.Rows, error) {
	return db.Query("select 1")
}

func body(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

type stream struct{ body io.ReadCloser }

func keep(url string) (*stream, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return &stream{body: resp.Body}, nil
}

func closed(url string) error {
	resp, err := http.Get(url)
	if resp != nil {
		defer resp.Body.Close()
	}
	return err
}
