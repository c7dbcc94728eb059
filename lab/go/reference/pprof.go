package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/pprof/profile"
)

// pprofAnswer is what the reference says about a profile. Totals are plain sums; totalShown is what
// "-top" divides by: the sum of absolute values, of the base alone where samples carry pprof::base.
type pprofAnswer struct {
	Tool        string       `json:"tool"`
	Refused     string       `json:"refused,omitempty"`
	Samples     int          `json:"samples"`
	SampleTypes []sampleType `json:"sampleTypes"`
}

type sampleType struct {
	Type       string `json:"type"`
	Unit       string `json:"unit"`
	Total      int64  `json:"total"`
	TotalShown int64  `json:"totalShown"`
	Refused    string `json:"refused,omitempty"`
	Top        []row  `json:"top"`
}

type row struct {
	Function string `json:"function"`
	Flat     int64  `json:"flat"`
	Cum      int64  `json:"cum"`
}

func pprofFacts(file, base string) (*pprofAnswer, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	version, err := exec.Command("go", "env", "GOVERSION").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	answer := &pprofAnswer{
		Tool:        "go tool pprof of " + strings.TrimSpace(string(version)),
		SampleTypes: []sampleType{},
	}
	p, err := profile.Parse(bytes.NewReader(data))
	if err != nil {
		answer.Refused = err.Error()
		return answer, nil
	}
	if base != "" {
		if p, err = minus(p, base); err != nil {
			return nil, err
		}
	}
	answer.Samples = len(p.Sample)
	for i, st := range p.SampleType {
		answer.SampleTypes = append(answer.SampleTypes, topOf(p, i, st, file, base))
	}
	return answer, nil
}

// minus subtracts a base the way -base does: scaled by −1, then merged.
func minus(p *profile.Profile, base string) (*profile.Profile, error) {
	data, err := os.ReadFile(base)
	if err != nil {
		return nil, err
	}
	b, err := profile.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	b.Scale(-1)
	return profile.Merge([]*profile.Profile{p, b})
}

func topOf(p *profile.Profile, index int, st *profile.ValueType, file, base string) sampleType {
	out := sampleType{Type: st.Type, Unit: st.Unit, Top: []row{}}
	for _, s := range p.Sample {
		v := s.Value[index]
		out.Total += v
		out.TotalShown += max(v, -v)
	}
	rows, err := top(file, base, index, st.Unit)
	if err != nil {
		out.Refused = err.Error()
		return out
	}
	out.Top = rows
	return out
}

// top runs the installed "go tool pprof -top" with every limit lifted and the values in the profile's
// own unit, in which the tool prints whole numbers (exact below 2^53).
func top(file, base string, index int, unit string) ([]row, error) {
	args := []string{
		"tool", "pprof", "-top", "-trim=false", "-nodecount=0", "-nodefraction=0", "-edgefraction=0",
		"-sample_index=" + strconv.Itoa(index), "-unit=" + unit,
	}
	if base != "" {
		args = append(args, "-base="+base)
	}
	cmd := exec.Command("go", append(args, file)...)
	cmd.Env = append(os.Environ(), "PPROF_BINARY_PATH="+os.DevNull, "PPROF_TMPDIR="+os.TempDir())
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, strings.TrimSpace(stderr.String()))
	}
	return parseTop(stdout.String())
}

var (
	header  = regexp.MustCompile(`(?m)^ +flat +flat% +sum% +cum +cum%\n`)
	topLine = regexp.MustCompile(`^ *(-?[0-9.]+)\S* +\S+% +\S+% +(-?[0-9.]+)\S* +\S+%  (.*)$`)
)

// parseTop reads the text form. A line that is no row belongs to the name above it: names may hold newlines.
func parseTop(text string) ([]row, error) {
	at := header.FindStringIndex(text)
	if at == nil {
		return nil, fmt.Errorf("wanted the heading of a top list, found %.200q", text)
	}
	rows := []row{}
	body := strings.TrimSuffix(text[at[1]:], "\n")
	if body == "" {
		return rows, nil
	}
	for _, line := range strings.Split(body, "\n") {
		m := topLine.FindStringSubmatch(line)
		if m == nil {
			if len(rows) == 0 {
				return nil, fmt.Errorf("wanted a row of a top list, found %q", line)
			}
			rows[len(rows)-1].Function += "\n" + line
			continue
		}
		flat, err := strconv.ParseInt(m[1], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("wanted a whole number in %q: %w", line, err)
		}
		cum, err := strconv.ParseInt(m[2], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("wanted a whole number in %q: %w", line, err)
		}
		rows = append(rows, row{Function: m[3], Flat: flat, Cum: cum})
	}
	for i := range rows {
		name := strings.TrimSuffix(rows[i].Function, " (partial-inline)")
		rows[i].Function = strings.TrimSuffix(name, " (inline)")
	}
	return rows, nil
}

// timeParse reads and parses once, as a benchmark's rival; with more runs it also tells each warm one.
func timeParse(file string, runs int) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	nanos := make([]int64, runs)
	samples := 0
	for i := range runs {
		start := time.Now()
		p, err := profile.Parse(bytes.NewReader(data))
		if err != nil {
			return err
		}
		nanos[i] = time.Since(start).Nanoseconds()
		samples = len(p.Sample)
	}
	return printJSON(map[string]any{"samples": samples, "parseNanos": nanos})
}
