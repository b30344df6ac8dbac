// Bench draws rows like those of a CSV file, for measuring:
//
//	go run ./engine/model/bench fit.csv rows seed > out.csv
//
// Times go to standard error.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/model"
	"github.com/groflex/groflex/engine/sample"
	"github.com/groflex/groflex/engine/wire"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: bench fit.csv rows seed > out.csv")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(path, count, seedText string) error {
	n, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	seed, err := strconv.ParseUint(seedText, 10, 64)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	start := time.Now()
	s, err := sample.Read(wire.Document{Name: path, Data: string(text)})
	if err != nil {
		return err
	}
	read := time.Now()
	m, err := model.Fit(s, model.Options{}, nil)
	if err != nil {
		return err
	}
	fitted := time.Now()
	w := bufio.NewWriterSize(os.Stdout, 1<<16)
	writeHeader(w, m.Fields())
	var drawing time.Duration
	const block = 4096 // drawn together, as the engine does
	rows := make([]int64, block)
	var table column.Table
	for from := 0; from < n; from += block {
		for i := range rows {
			rows[i] = int64(from + i)
		}
		t := time.Now()
		m.Draw(&table, seed, rows)
		drawing += time.Since(t)
		table.Rows = min(block, n-from)
		writeRows(w, &table)
	}
	fmt.Fprintf(os.Stderr, "read %.3fs fit %.3fs draw %.3fs\n", read.Sub(start).Seconds(), fitted.Sub(read).Seconds(), drawing.Seconds())
	return w.Flush()
}
