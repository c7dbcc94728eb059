package main

import (
	"runtime/metrics"
)

// truth is the program's own account of what it did while it was traced.
type truth struct {
	Goroutines     int            `json:"goroutinesStarted"`
	Waits          map[string]int `json:"waitsAtLeast"`    // by the reason a trace gives; the runtime's own come on top
	Switches       int            `json:"switchesAtLeast"` // from goroutine to goroutine, without a wait
	Regions        int            `json:"regions"`
	Tasks          int            `json:"tasks"`
	Logs           int            `json:"logs"`
	SyscallsMin    int            `json:"syscallsAtLeast"`
	Pooled         map[string]int `json:"pooled,omitempty"` // pairs of Get and Put by the label "service"
	AllocatedBytes uint64         `json:"allocatedBytes"`
	GCCycles       uint64         `json:"gcCycles"`
	GCStops        uint64         `json:"gcStops"`
}

// counters are the runtime's totals that can be read without stopping the world.
type counters struct {
	gcCycles, gcStops, allocatedBytes uint64
}

func readCounters() counters {
	samples := []metrics.Sample{
		{Name: "/gc/cycles/total:gc-cycles"},
		{Name: "/sched/pauses/total/gc:seconds"},
		{Name: "/gc/heap/allocs:bytes"},
	}
	metrics.Read(samples)
	var stops uint64
	for _, n := range samples[1].Value.Float64Histogram().Counts {
		stops += n
	}
	return counters{samples[0].Value.Uint64(), stops, samples[2].Value.Uint64()}
}

// settle takes what happened between two readings.
func (t *truth) settle(before, after counters) {
	t.GCCycles = after.gcCycles - before.gcCycles
	t.GCStops = after.gcStops - before.gcStops
	t.AllocatedBytes = after.allocatedBytes - before.allocatedBytes
}
