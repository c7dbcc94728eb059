// Command bigprofile writes a pprof file of a chosen size: the same bytes for the same flags and seed.
//
// The default is the profile of the benchmarks: about 12 MB gzipped, 220 k samples over 120 k locations,
// with 500 k labels. Stacks are paths of one call tree (20 to 30 frames), so that they share their outer
// frames as real ones do; request ids make many of the label values unique.
package main

import (
	"bufio"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
)

// shape is what can be chosen about the profile.
type shape struct {
	samples, locations, functions, labels int
	depthMin, depthMax                    int
	seed                                  uint64
}

func main() {
	var s shape
	flag.IntVar(&s.samples, "samples", 220_000, "samples")
	flag.IntVar(&s.locations, "locations", 120_000, "locations")
	flag.IntVar(&s.functions, "functions", 60_000, "functions")
	flag.IntVar(&s.labels, "labels", 500_000, "labels over all samples")
	flag.IntVar(&s.depthMin, "depth-min", 20, "frames in the shortest stack")
	flag.IntVar(&s.depthMax, "depth-max", 30, "frames in the deepest stack")
	flag.Uint64Var(&s.seed, "seed", 1, "seed")
	raw := flag.Bool("raw", false, "do not compress")
	out := flag.String("o", "big.pb.gz", "the file to write")
	flag.Parse()
	if err := write(*out, s, *raw); err != nil {
		fmt.Fprintln(os.Stderr, "bigprofile:", err)
		os.Exit(1)
	}
}

func write(path string, s shape, raw bool) (err error) {
	if s.samples < 0 || s.functions < 1 || s.locations < s.functions || s.depthMin < 1 || s.depthMax < s.depthMin {
		return fmt.Errorf("wanted samples >= 0, locations >= functions >= 1, depth-max >= depth-min >= 1, found %+v", s)
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	buffered := bufio.NewWriterSize(f, 1<<20)
	var w io.Writer = buffered
	if !raw {
		z, err := gzip.NewWriterLevel(buffered, gzip.DefaultCompression)
		if err != nil {
			return err
		}
		if err := generate(z, s); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		return buffered.Flush()
	}
	if err := generate(w, s); err != nil {
		return err
	}
	return buffered.Flush()
}

func generate(w io.Writer, s shape) error {
	g := &generator{
		shape:       s,
		random:      rand.New(rand.NewPCG(s.seed, 1)),
		labelRandom: rand.New(rand.NewPCG(s.seed, 2)),
		strings:     newStringTable(),
		out:         w,
	}
	return g.run()
}
