//cistern:expect found POOL-16

package shop

import (
	"context"
	"database/sql"
	"time"
)

// Names leaves its connection taken when a row cannot be read.
func Names(db *sql.DB) ([]string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	rows, err := db.QueryContext(ctx, "select name from guests")
	if err != nil {
		return nil, err
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}
