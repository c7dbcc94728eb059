package examples

import (
	"context"
	"database/sql"
	"html/template"
	"net"
	"net/http"
	"regexp"
	"sync"
)

var number = regexp.MustCompile(`^\d+$`)

var page = template.Must(template.New("page").Parse("<p>{{.}}</p>"))

var once sync.Once

var late *regexp.Regexp

type Shop struct {
	db     *sql.DB
	client *http.Client
	ids    *regexp.Regexp
}

func shared(text string) bool { return number.MatchString(text) }

func NewShop() (*Shop, error) {
	db, err := sql.Open("postgres", "shop")
	if err != nil {
		return nil, err
	}
	ids := regexp.MustCompile(`^[a-z]+$`)
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	return &Shop{db: db, client: &http.Client{Transport: transport}, ids: ids}, nil
}

func lazily(text string) bool {
	once.Do(func() { late = regexp.MustCompile(`x+`) })
	return late.MatchString(text)
}

var onceValue = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`y+`) })

func given(pattern, text string) (bool, error) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchString(text), nil
}

func (s *Shop) refresh() {
	s.ids = regexp.MustCompile(`^[a-z0-9]+$`)
}

func pattern(strict bool) *regexp.Regexp {
	if strict {
		return regexp.MustCompile(`^a$`)
	}
	return regexp.MustCompile(`a`)
}

func closes(url string) error {
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	resp, err := (&http.Client{Transport: transport}).Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func single(url string) error {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func oneConnection(conn net.Conn, url string) error {
	client := &http.Client{Transport: &http.Transport{
		DialContext: func(context.Context, string, string) (net.Conn, error) { return conn, nil },
	}}
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func plainClient(url string) error {
	client := &http.Client{}
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func serve(w http.ResponseWriter, r *http.Request) { page.Execute(w, r.URL.Path) }
