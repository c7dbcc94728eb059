package dev.cistern.lint.front.go;

import java.nio.charset.StandardCharsets;

/** Go sources that several tests read. */
final class Samples {
  /** Each construct of the language at least once. */
  static final String WHOLE_LANGUAGE =
      """
      //go:build linux && (amd64 || !cgo)

      // Package sample shows the language.
      package sample

      import (
      	"fmt"
      	. "math" // dot
      	_ "embed"
      	str "strings"
      )

      const (
      	a, b = iota, 1 << iota
      	c, d
      	e float64 = 0x1.8p3 + .5e-3 + 1_000i
      )

      type (
      	// Number is a constraint.
      	Number interface{ ~int | ~int64 | float64 }
      	Pair[K comparable, V any] struct {
      		Key   K `json:"key"`
      		Value V // the value
      		next  *Pair[K, V]
      		fmt.Stringer
      		*str.Builder
      	}
      	Alias        = map[string][]chan<- int
      	Arr[P *T,]   [3]P
      	Matrix       [N * 2][...]int
      	Set[T Number] = Pair[T, struct{}]
      	Func         func(a, b int, rest ...string) (n int, err error)
      	Reader       interface {
      		Read(p []byte) (int, error)
      		Number
      		Pair[int, string]
      	}
      )

      var x, y = <-ch, [...]string{2: "a", "b", 'c': `raw\r
      string`}

      func (p *Pair[K, V]) Get() (k K, _ V) { return p.Key, p.Value }

      func external(int, ...string) <-chan <-chan int

      func Map[T, U any](in []T, f func(T) U) (out []U) {
      	for _, v := range in {
      		out = append(out, f(v))
      	}
      outer:
      	for i := range 10 {
      		switch v := any(i).(type) {
      		case int, *float64, []func(), map[string]int:
      			continue outer
      		case nil:
      			break outer
      		default:
      			_ = v
      			goto end
      		}
      	}
      	for range ch {
      	}
      	for i, j := 0, 1; i < j && !(i == 3); i, j = i+1, j-1 {
      		i++
      		x[i] &^= y[j:] [1:2:3][0] % 3
      	}
      	select {
      	case v, ok := <-ch:
      		fmt.Println(v, ok)
      	case ch <- 1:
      	default:
      	}
      	if v, ok := m[k]; !ok {
      		defer func() { recover() }()
      	} else if p := (&Pair[int, string]{Key: 1}); p != nil {
      		go p.Get()
      	} else {
      		var f = Func(nil)
      		const local = 'x'
      		type T struct{ a, b int }
      		_ = []T{{1, 2}, {a: 3}}
      		_, _ = f(1, 2, rest...)
      	}
      	switch {
      	case x > y, x<<2 >= ^y:
      		fallthrough
      	default:
      	}
      	switch z := f(); z {
      	}
      	ch := make(chan (<-chan int), 1)
      	g := (*Pair[K, V]).Get
      	h := Map[int, string]
      	_ = struct{ x int }{1}
      	_ = *p.q().(interface{ R() }).r[1](2)
      	{
      		;
      	}
      end:
      	return /* why
      	*/
      }
      """;

  private Samples() {}

  static byte[] bytes(String source) {
    return source.getBytes(StandardCharsets.UTF_8);
  }
}
