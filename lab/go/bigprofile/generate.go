package main

import (
	"fmt"
	"io"
	"math/rand/v2"
)

// The fields of profile.proto that are written.
const (
	profileSampleType        = 1
	profileSample            = 2
	profileMapping           = 3
	profileLocation          = 4
	profileFunction          = 5
	profileStringTable       = 6
	profileTimeNanos         = 9
	profileDurationNanos     = 10
	profilePeriodType        = 11
	profilePeriod            = 12
	profileDefaultSampleType = 14

	inlineShare = 0.15 // of the locations: they carry a second line
	keepShare   = 0.94 // chance that a stack keeps one more frame of the stack before it
)

type generator struct {
	shape
	random      *rand.Rand
	labelRandom *rand.Rand // apart, so that the stacks are the same with fewer labels or none
	strings     *stringTable
	out         io.Writer
	msg         message // the one being written
	inner       message // one nested in it
	deepest     message // one nested in that
}

func (g *generator) run() error {
	steps := []func() error{g.types, g.samplesOut, g.mappings, g.locationsOut, g.functionsOut, g.trailer, g.table}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// put writes g.msg as a field of the profile.
func (g *generator) put(field int) error {
	var frame message
	frame.embed(field, g.msg.bytes)
	_, err := g.out.Write(frame.bytes)
	return err
}

func (g *generator) types() error {
	for _, t := range [][2]string{{"samples", "count"}, {"cpu", "nanoseconds"}} {
		g.msg.reset()
		g.msg.number(1, g.strings.id(t[0]))
		g.msg.number(2, g.strings.id(t[1]))
		if err := g.put(profileSampleType); err != nil {
			return err
		}
	}
	return nil
}

// samplesOut writes every sample. A stack keeps the outer frames of the one before it up to a random
// depth and goes on elsewhere, as the paths of a call tree do.
func (g *generator) samplesOut() error {
	outerFirst := make([]int64, 0, g.depthMax)
	leafFirst := make([]int64, 0, g.depthMax)
	labelsLeft := g.labels
	for i := range g.samples {
		depth := g.depthMin + g.random.IntN(g.depthMax-g.depthMin+1)
		keep := 0
		for keep < min(len(outerFirst), depth) && g.random.Float64() < keepShare {
			keep++
		}
		outerFirst = outerFirst[:keep]
		for len(outerFirst) < depth {
			outerFirst = append(outerFirst, g.callee(len(outerFirst)))
		}
		leafFirst = leafFirst[:0]
		for j := len(outerFirst) - 1; j >= 0; j-- {
			leafFirst = append(leafFirst, outerFirst[j])
		}
		count := 1 + int64(g.random.ExpFloat64()*2)
		g.msg.reset()
		g.msg.packed(1, leafFirst)
		g.msg.packed(2, []int64{count, count * 10_000_000})
		n := labelsLeft / (g.samples - i)
		if labelsLeft%(g.samples-i) > g.labelRandom.IntN(g.samples-i) {
			n++
		}
		labelsLeft -= n
		for k := range n {
			g.label(k)
		}
		if err := g.put(profileSample); err != nil {
			return err
		}
	}
	return nil
}

// callee picks a location for a depth: few near the root, all of them near the leaf, some more often.
func (g *generator) callee(depth int) int64 {
	reach := min(g.locations, 4<<min(depth, 40))
	if reach <= 0 {
		reach = g.locations
	}
	at := g.random.Float64()
	return 1 + int64(at*at*float64(reach))
}

func (g *generator) label(k int) {
	g.inner.reset()
	switch k % 4 {
	case 0:
		g.inner.number(1, g.strings.id("endpoint"))
		g.inner.number(2, g.strings.id(fmt.Sprintf("/api/v1/resource%d", g.labelRandom.IntN(200))))
	case 1:
		g.inner.number(1, g.strings.id("request_id"))
		g.inner.number(2, g.strings.id(fmt.Sprintf("%016x", g.labelRandom.Uint64N(uint64(1+g.samples/4)))))
	case 2:
		g.inner.number(1, g.strings.id("bytes"))
		g.inner.number(3, 16<<g.labelRandom.IntN(12))
		g.inner.number(4, g.strings.id("bytes"))
	case 3:
		g.inner.number(1, g.strings.id("tenant"))
		g.inner.number(2, g.strings.id(fmt.Sprintf("tenant-%04d", g.labelRandom.IntN(5000))))
	}
	g.msg.embed(3, g.inner.bytes)
}

const (
	mappingStart = 0x400000
	codeBytes    = 64 // between two locations
)

func (g *generator) mappings() error {
	g.msg.reset()
	g.msg.number(1, 1)
	g.msg.number(2, mappingStart)
	g.msg.number(3, mappingStart+int64(g.locations+1)*codeBytes)
	g.msg.number(5, g.strings.id("/srv/shop/bin/shop"))
	g.msg.number(6, g.strings.id("6f1b2c3d4e5f60718293a4b5c6d7e8f901234567"))
	for field := 7; field <= 10; field++ { // has functions, file names, lines, inlined frames
		g.msg.number(field, 1)
	}
	return g.put(profileMapping)
}

func (g *generator) locationsOut() error {
	for id := 1; id <= g.locations; id++ {
		function := 1 + (id-1)%g.functions
		g.msg.reset()
		g.msg.number(1, int64(id))
		g.msg.number(2, 1)
		g.msg.number(3, mappingStart+int64(id)*codeBytes+int64(g.random.IntN(codeBytes)))
		if g.random.Float64() < inlineShare {
			g.line(1 + g.random.IntN(g.functions))
		}
		g.line(function)
		if err := g.put(profileLocation); err != nil {
			return err
		}
	}
	return nil
}

func (g *generator) line(function int) {
	g.deepest.reset()
	g.deepest.number(1, int64(function))
	g.deepest.number(2, 1+int64(g.random.IntN(2000)))
	g.msg.embed(4, g.deepest.bytes)
}

func (g *generator) functionsOut() error {
	for id := 1; id <= g.functions; id++ {
		name, file := g.names(id)
		g.msg.reset()
		g.msg.number(1, int64(id))
		g.msg.number(2, g.strings.id(name))
		g.msg.number(3, g.strings.id(name))
		g.msg.number(4, g.strings.id(file))
		g.msg.number(5, 1+int64(g.random.IntN(1900)))
		if err := g.put(profileFunction); err != nil {
			return err
		}
	}
	return nil
}

var (
	hosts    = []string{"github.com/harbour/shop", "github.com/harbour/kit", "go.example.org/stream", "internal", "net/http", "encoding/json"}
	verbs    = []string{"Read", "Write", "Encode", "Decode", "Handle", "Flush", "Merge", "Visit", "Resolve", "Acquire", "Release", "Scan"}
	nouns    = []string{"Order", "Frame", "Batch", "Header", "Session", "Cursor", "Segment", "Record", "Quote", "Basket", "Ledger", "Shard"}
	suffixes = []string{"", "", "", ".func1", ".func2.1", "[...]", ".deferwrap1", "-fm"}
)

// names makes a function's full name and its file; the number keeps it unique.
func (g *generator) names(id int) (name, file string) {
	pick := func(list []string) string { return list[g.random.IntN(len(list))] }
	pkg := fmt.Sprintf("%s/%s%d", pick(hosts), []string{"wire", "store", "route", "codec"}[id%4], id%317)
	noun := pick(nouns)
	switch g.random.IntN(4) {
	case 0:
		name = fmt.Sprintf("%s.%s%s%d%s", pkg, pick(verbs), noun, id, pick(suffixes))
	case 1:
		name = fmt.Sprintf("%s.(*%s[...]).%s%d", pkg, noun, pick(verbs), id)
	default:
		name = fmt.Sprintf("%s.(*%s).%s%s%d%s", pkg, noun, pick(verbs), pick(nouns), id, pick(suffixes[:5]))
	}
	return name, fmt.Sprintf("/build/src/%s/%s_%d.go", pkg, noun, id%29)
}

func (g *generator) trailer() error {
	var frame message
	frame.number(profileTimeNanos, 1_790_000_000_000_000_000)
	frame.number(profileDurationNanos, 30_000_000_000)
	g.msg.reset()
	g.msg.number(1, g.strings.id("cpu"))
	g.msg.number(2, g.strings.id("nanoseconds"))
	frame.embed(profilePeriodType, g.msg.bytes)
	frame.number(profilePeriod, 10_000_000)
	frame.number(profileDefaultSampleType, g.strings.id("cpu"))
	_, err := g.out.Write(frame.bytes)
	return err
}

// table comes last, as Go's own writer has it.
func (g *generator) table() error {
	for _, s := range g.strings.list {
		var frame message
		frame.text(profileStringTable, s)
		if _, err := g.out.Write(frame.bytes); err != nil {
			return err
		}
	}
	return nil
}
