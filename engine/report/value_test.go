package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/encode"
)

// What is checked is what is written: the encoder's records, read back, are
// the checker's.
func TestValuesAreTheEncoders(t *testing.T) {
	for _, table := range []*column.Table{cells(200, 3), mixed(200), people(200, 1)} {
		e, err := encode.New("ndjson", table.Fields, encode.Options{})
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.Split(bytes.TrimSpace(e.Append(nil, table)), []byte("\n"))
		for i, line := range lines {
			d := json.NewDecoder(bytes.NewReader(line))
			d.UseNumber()
			var want map[string]any
			if err := d.Decode(&want); err != nil {
				t.Fatal(err)
			}
			got := map[string]any{}
			for c, f := range table.Fields {
				if v := &table.Cols[c]; !v.Null(i) || !f.Omit {
					got[f.Name] = Value(&table.Fields[c], v, i)
				}
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("row %d: checked %v, written %v", i, got, want)
			}
		}
	}
}

// The texts of a summary are those of the CSV file.
func TestSummariesAreWrittenAsInCSV(t *testing.T) {
	table := mixed(300)
	e, err := encode.New("csv", table.Fields, encode.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(e.Append(nil, table))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for c, s := range sketchOf(table).Columns() {
		written := map[string]bool{}
		for _, row := range rows {
			written[row[c]] = true
		}
		texts := []string{s.Min, s.Max}
		if s.Min == "" {
			texts = nil
			for _, level := range s.Top {
				texts = append(texts, level.Value)
			}
		}
		for _, text := range texts {
			if !written[text] {
				t.Errorf("%s: %q is in no cell of %s", s.Name, text, strings.Join(rows[0], ","))
			}
		}
	}
}
