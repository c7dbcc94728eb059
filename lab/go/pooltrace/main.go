// Command pooltrace misuses pools in planned ways, writes its execution trace, and counts what it really did.
//
//	cistern go --digest -- go build -o pooltrace . && ./pooltrace -o DIR [-phases never-put,put-twice] [-healthy]
//
// It writes DIR/go.trace and DIR/truth.json. Each phase has pools of its own; -healthy runs the same phases without
// their faults. The program falls quiet before the trace starts and before it stops, so that counts can be equal.
// -list prints each phase with the finding that names it. Built without the overlay it is the measure of what the
// events cost: -bench N times N pairs of Get and Put.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/trace"
	"slices"
	"strings"
	"time"
)

// settleTime is enough for a goroutine just ended, or a collection in progress, to be through.
const settleTime = 50 * time.Millisecond

func main() {
	out := flag.String("o", "pooltrace-out", "the directory to write to")
	names := flag.String("phases", "", "the phases to run, all by default: "+strings.Join(phaseNames(), ","))
	healthy := flag.Bool("healthy", false, "run the phases without their faults")
	rounds := flag.Int("rounds", 400, "rounds of each phase")
	pace := flag.Duration("pace", 0, "a pause after each round of a worker")
	bench := flag.Int("bench", 0, "time so many pairs, first without a trace and then with one, and do nothing else")
	list := flag.Bool("list", false, "print the phases, each with the rule that names its fault, and do nothing else")
	flag.Parse()
	if *list {
		for _, one := range phases {
			fmt.Println(one.name, one.rule)
		}
		return
	}
	var err error
	if *bench > 0 {
		err = timePairs(*bench, *out)
	} else {
		err = run(*out, *names, plan{healthy: *healthy, rounds: *rounds, pace: *pace})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "pooltrace:", err)
		os.Exit(1)
	}
}

func run(dir, names string, p plan) error {
	chosen := phases
	if names != "" {
		chosen = nil
		for _, name := range strings.Split(names, ",") {
			i := slices.IndexFunc(phases, func(one phase) bool { return one.name == name })
			if i < 0 {
				return fmt.Errorf("-phases: unknown phase %q; there are %s", name, strings.Join(phaseNames(), ", "))
			}
			chosen = append(chosen, phases[i])
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(dir, "go.trace"))
	if err != nil {
		return err
	}
	defer f.Close()
	account := &truth{Go: runtime.Version(), Healthy: p.healthy}
	runtime.GC()
	time.Sleep(settleTime)
	if err := trace.Start(f); err != nil {
		return err
	}
	for _, one := range chosen {
		account.Rules = append(account.Rules, one.rule)
		p.truth = account
		p.phase = one.name
		one.run(p)
	}
	account.settle()
	time.Sleep(settleTime)
	trace.Stop()
	if err := f.Close(); err != nil {
		return err
	}
	text, err := json.MarshalIndent(account, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "truth.json"), append(text, '\n'), 0o644)
}

func phaseNames() []string {
	var names []string
	for _, one := range phases {
		names = append(names, one.name)
	}
	return names
}
