//cistern:expect found POOL-16

package shop

import (
	"context"
	"database/sql"
	"net/http"
)

type key struct{}

// Counting takes a connection for each request, keeps it, and hands the handle on in the context.
func Counting(db *sql.DB, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := db.Conn(r.Context())
		if err != nil {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		if _, err := conn.ExecContext(r.Context(), "update hits set n = n + 1"); err != nil {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, db)))
	})
}
