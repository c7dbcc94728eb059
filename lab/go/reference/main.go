// Command reference prints, as JSON, what the reference tools say about a file.
//
//	reference pprof FILE [BASE]   totals by google/pprof, top lists by "go tool pprof -top", untrimmed
//	reference trace FILE          events by golang.org/x/exp/trace, and the records as stored
//	reference events FILE         the same reader's events alone, nothing kept: its speed
//	reference parse FILE [RUNS]   one google/pprof profile.Parse as a whole process; RUNS > 1 times warm runs too
//
// What the reference refuses is told in "refused"; the exit code stays 0, so that a refusal can be compared as well.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "reference:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 2 {
		return errors.New("usage: reference pprof|trace|events|parse FILE")
	}
	file := args[1]
	switch args[0] {
	case "pprof":
		base := ""
		if len(args) > 2 {
			base = args[2]
		}
		facts, err := pprofFacts(file, base)
		if err != nil {
			return err
		}
		return printJSON(facts)
	case "trace":
		facts, err := traceFacts(file)
		if err != nil {
			return err
		}
		return printJSON(facts)
	case "events":
		counts, err := readEvents(file)
		if err != nil {
			return err
		}
		return printJSON(counts)
	case "parse":
		runs := 1
		if len(args) > 2 {
			n, err := strconv.Atoi(args[2])
			if err != nil || n < 1 {
				return fmt.Errorf("RUNS: wanted a positive number, found %q", args[2])
			}
			runs = n
		}
		return timeParse(file, runs)
	default:
		return fmt.Errorf("wanted pprof, trace, events or parse, found %q", args[0])
	}
}

// printJSON writes compact JSON with a line for each row of a top list, so that recorded answers can be compared
// by eye. Inside a string the quote would be escaped, so only rows are told apart.
func printJSON(v any) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return err
	}
	_, err := os.Stdout.Write(bytes.ReplaceAll(text.Bytes(), []byte(`{"function":`), []byte("\n{\"function\":")))
	return err
}
