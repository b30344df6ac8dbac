// Command bench measures what rows cost: the engine's, or the floor under it,
// which is to append the same bytes row by row from memory. It prints one
// JSON object a round. Built for js/wasm it measures the same there; see
// site/bench/speed.mjs, which runs it beside its rivals.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
	"github.com/groflex/groflex/schemas"
)

// round is what one round took.
type round struct {
	Rows  int64 `json:"rows"`
	Bytes int64 `json:"bytes"`
	Wall  int64 `json:"wall"` // ns
	CPU   int64 `json:"cpu"`  // ns, of all threads; 0 where it cannot be told
	Peak  int64 `json:"peak"` // bytes of memory held at most so far; 0 where it cannot be told
}

func main() {
	domain := flag.String("domain", "retail", "domain")
	entity := flag.String("entity", "customers", "table")
	format := flag.String("format", "csv", "csv, json, ndjson or sql")
	rows := flag.Int64("rows", 1_000_000, "rows a round")
	rounds := flag.Int("rounds", 1, "rounds")
	workers := flag.Int64("workers", 1, "slices of the rows that are made side by side")
	report := flag.Bool("report", false, "measure the quality too")
	hash := flag.Bool("hash", false, "hash the bytes too")
	floor := flag.Bool("floor", false, "append the engine's bytes from memory instead")
	flag.Parse()

	e, err := engine.New(schemas.Files())
	check(err)
	req := wire.Request{Domain: *domain, Entity: *entity, Format: *format, Seed: 9, Count: rows}
	options := engine.Options{Report: *report, Hash: *hash}
	work := func() int64 { return generate(e, req, options, *workers) }
	if *floor {
		work = recall(e, req)
	}
	for range *rounds {
		began, spent := time.Now(), cpu()
		r := round{Rows: *rows, Bytes: work()}
		r.Wall, r.CPU, r.Peak = time.Since(began).Nanoseconds(), cpu()-spent, peak()
		check(json.NewEncoder(os.Stdout).Encode(r))
	}
}

// generate makes the rows in as many slices as there are workers, and returns
// how many bytes they are.
func generate(e *engine.Engine, req wire.Request, o engine.Options, workers int64) int64 {
	var group sync.WaitGroup
	sizes := make([]int64, workers)
	for k := range workers {
		group.Go(func() {
			slice := req
			slice.Rows = &wire.Range{From: *req.Count * k / workers, To: *req.Count * (k + 1) / workers}
			answer, err := e.Generate(context.Background(), slice, io.Discard, o)
			check(err)
			sizes[k] = answer.Meta.Bytes
		})
	}
	group.Wait()
	total := int64(0)
	for _, size := range sizes {
		total += size
	}
	return total
}

// recallRows is how many finished rows the floor copies again and again.
const recallRows = 8192

// recall makes the floor: the rows of one block, appended one by one.
func recall(e *engine.Engine, req wire.Request) func() int64 {
	few := req
	few.Rows = &wire.Range{From: 1, To: recallRows + 1} // no header
	var text bytes.Buffer
	_, err := e.Generate(context.Background(), few, &text, engine.Options{})
	check(err)
	lines := bytes.SplitAfter(text.Bytes(), []byte("\n"))[:recallRows]
	out := make([]byte, 0, text.Len())
	return func() int64 {
		size := 0
		for left := *req.Count; left > 0; left -= recallRows {
			out = out[:0]
			for _, line := range lines[:min(left, recallRows)] {
				out = append(out, line...)
			}
			size += len(out)
		}
		return int64(size)
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
