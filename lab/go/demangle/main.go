// Command demangle prints each symbol of standard input, a line each, as "go tool pprof" shows it by default:
// demangled without parameters and template arguments, with one "_" too many in front if need be.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/ianlancetaylor/demangle"
)

const maxSymbol = 1 << 20

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "demangle:", err)
		os.Exit(1)
	}
}

func run() error {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, maxSymbol)
	out := bufio.NewWriter(os.Stdout)
	for in.Scan() {
		fmt.Fprintln(out, shown(in.Text()))
	}
	if err := in.Err(); err != nil {
		return err
	}
	return out.Flush()
}

func shown(symbol string) string {
	for _, name := range []string{symbol, strings.TrimPrefix(symbol, "_")} {
		plain := demangle.Filter(name, demangle.NoParams, demangle.NoEnclosingParams, demangle.NoTemplateParams)
		if plain != name {
			return plain
		}
	}
	return symbol
}
