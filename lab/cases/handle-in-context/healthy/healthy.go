//cistern:expect silent

package shop

import (
	"database/sql"
	"net/http"
)

// Counting gives its connection back before it goes on; handlers are made with their handle.
func Counting(db *sql.DB, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := db.ExecContext(r.Context(), "update hits set n = n + 1"); err != nil {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		next.ServeHTTP(w, r)
	})
}
