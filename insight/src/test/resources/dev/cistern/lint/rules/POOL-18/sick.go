package examples

import (
	"database/sql"
	"html/template"
	"net"
	"net/http"
	"regexp"
	"strings"
)

const digits = `\d+`

func number(text string) bool {
	re := regexp.MustCompile(`^\d+$`) // want POOL-18
	return re.MatchString(text)
}

func chained(text string) string {
	return regexp.MustCompile(digits + "x").FindString(text) // want POOL-18
}

func checked(text string) (bool, error) {
	re, err := regexp.Compile(digits) // want POOL-18
	if err != nil {
		return false, err
	}
	return re.MatchString(text), nil
}

func each(lines []string) int {
	n := 0
	for _, line := range lines {
		if regexp.MustCompile(digits).MatchString(line) { // want POOL-18
			n++
		}
	}
	return n
}

func page(w http.ResponseWriter, r *http.Request) {
	t, err := template.New("page").Parse("<p>{{.}}</p>") // want POOL-18
	if err == nil {
		t.Execute(w, r.URL.Path)
	}
}

func stock(w http.ResponseWriter, r *http.Request) {
	db, err := sql.Open("postgres", "shop") // want POOL-18
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer db.Close()
	db.Exec("update stock set n = n - 1 where id = $1", r.FormValue("id"))
}

func NewServer() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !regexp.MustCompile(`^/item/`).MatchString(r.URL.Path) { // want POOL-18
			http.NotFound(w, r)
		}
	})
}

func ask(local net.Dialer, url string) (string, error) {
	client := &http.Client{
		Transport: &http.Transport{DialContext: local.DialContext}, // want POOL-18
	}
	resp, err := client.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return strings.ToUpper(resp.Status), nil
}
