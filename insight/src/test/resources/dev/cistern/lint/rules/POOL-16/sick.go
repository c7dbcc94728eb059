package examples

import (
	"database/sql"
	"io"
	"net/http"
)

func columns(db *sql.DB) error {
	rows, err := db.Query("select 1") // want POOL-16
	if err != nil {
		return err
	}
	if _, err := rows.Columns(); err != nil {
		return err
	}
	return rows.Close()
}

func stops(db *sql.DB) error {
	rows, err := db.Query("select 1") // want POOL-16
	if err != nil {
		return err
	}
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return err
		}
	}
	return nil
}

func status(url string) (int, error) {
	resp, err := http.Get(url) // want POOL-16
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func only200(c *http.Client, req *http.Request) ([]byte, error) {
	resp, err := c.Do(req) // want POOL-16
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, nil
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
