//go:build parity

// Command parity prints the engine's likeness and privacy figures for three
// CSV files (seen, held out, synthetic) as JSON, for compare.py to hold
// against SDMetrics. Run it by make parity.
package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/report"
	"github.com/groflex/groflex/engine/wire"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "parity:", err)
		os.Exit(1)
	}
}

func run(paths []string) error {
	if len(paths) != 3 {
		return fmt.Errorf("usage: parity SEEN.csv HELD.csv SYNTHETIC.csv")
	}
	records := make([][][]string, len(paths))
	for i, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		if records[i], err = csv.NewReader(file).ReadAll(); err != nil {
			return err
		}
		file.Close()
	}
	fields := infer(records)
	tables := make([]*column.Table, len(paths))
	for i := range records {
		tables[i] = table(fields, records[i][1:])
	}
	var out struct {
		Columns    []wire.Column
		Similarity *wire.Similarity
		Privacy    wire.Privacy
		Seconds    [3]float64 // summary, likeness, privacy
	}
	start := time.Now()
	sketch := report.New(fields)
	sketch.Add(tables[2])
	out.Columns = sketch.Columns()
	out.Seconds[0] = time.Since(start).Seconds()
	out.Similarity = report.Compare(tables[0], tables[2], out.Columns)
	out.Seconds[1] = time.Since(start).Seconds() - out.Seconds[0]
	out.Privacy = report.Protect(tables[0], tables[1], tables[2])
	out.Seconds[2] = time.Since(start).Seconds() - out.Seconds[0] - out.Seconds[1]
	return json.NewEncoder(os.Stdout).Encode(out)
}

const layout = "2006-01-02 15:04:05"

// infer gives each column the narrowest kind that all files' cells have.
func infer(records [][][]string) []column.Field {
	fields := make([]column.Field, len(records[0][0]))
	for c, name := range records[0][0] {
		kinds := map[column.Kind]bool{column.Int: true, column.Float: true, column.Time: true}
		for _, rows := range records {
			for _, row := range rows[1:] {
				if row[c] != "" {
					for kind := range kinds {
						if _, err := parse(kind, row[c]); err != nil {
							delete(kinds, kind)
						}
					}
				}
			}
		}
		fields[c] = column.Field{Name: name, Kind: column.Text, Layout: layout}
		for _, kind := range []column.Kind{column.Time, column.Float, column.Int} {
			if kinds[kind] {
				fields[c].Kind = kind
			}
		}
	}
	return fields
}

func parse(kind column.Kind, s string) (float64, error) {
	switch kind {
	case column.Int:
		n, err := strconv.ParseInt(s, 10, 52)
		return float64(n), err
	case column.Float:
		return strconv.ParseFloat(s, 64)
	}
	t, err := time.Parse(layout, s)
	return float64(t.UnixMicro()), err
}

func table(fields []column.Field, rows [][]string) *column.Table {
	t := &column.Table{Fields: fields, Cols: make([]column.Vector, len(fields)), Rows: len(rows)}
	for c, f := range fields {
		v := &t.Cols[c]
		v.Reset(f, len(rows))
		for i, row := range rows {
			if row[c] == "" {
				v.SetNull(i, len(rows))
			}
			if f.Kind == column.Text {
				v.AppendText(row[c])
				continue
			}
			x, _ := parse(f.Kind, row[c])
			if row[c] == "" {
				x = 0
			}
			if f.Kind == column.Float {
				v.Floats[i] = x
			} else {
				v.Ints[i] = int64(x)
			}
		}
	}
	return t
}
