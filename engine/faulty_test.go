package engine_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// oracle is jsonschema/v5 by itself.
func oracle(t *testing.T, schema []byte) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	if err := c.AddResource("rows.json", bytes.NewReader(schema)); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("rows.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// keywords are the keywords that a value breaks by themselves.
func keywords(err error) []string {
	v, ok := err.(*jsonschema.ValidationError)
	if !ok {
		return nil
	}
	if len(v.Causes) == 0 {
		_, keyword, _ := strings.Cut(v.AbsoluteKeywordLocation, "#")
		return []string{v.InstanceLocation + " " + keyword}
	}
	var all []string
	for _, cause := range v.Causes {
		all = append(all, keywords(cause)...)
	}
	return all
}

// records reads NDJSON, with the label of each row taken off.
func records(t *testing.T, text string) (rows []map[string]any, labels []string) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	for d.More() {
		var row map[string]any
		if err := d.Decode(&row); err != nil {
			t.Fatal(err)
		}
		label, _ := row["_fault"].(string)
		delete(row, "_fault")
		rows, labels = append(rows, row), append(labels, label)
	}
	return rows, labels
}

// checkFaulty holds rows against the oracle and the rules: each row breaks what
// its label says and nothing else.
func checkFaulty(t *testing.T, e *engine.Engine, req wire.Request) *wire.Faulty {
	t.Helper()
	req.Format = "ndjson"
	text, answer := generate(t, e, req, engine.Options{Report: true})
	q := answer.Quality
	if q.Compliance.Valid != q.Rows {
		t.Errorf("faults of ours: %+v", q.Compliance)
	}
	for _, r := range q.Rules {
		if r.Broken > 0 {
			t.Errorf("a rule broken by us: %+v", r)
		}
	}
	told := map[string]wire.FaultLabel{}
	for _, f := range q.Faulty.Faults {
		told[f.Label] = f
	}
	rows, labels := records(t, text)
	found := make([][]string, len(rows))
	judge := oracle(t, answer.Schema)
	for i, row := range rows {
		found[i] = keywords(judge.Validate(row))
	}
	all, _ := json.Marshal(rows)
	verdict, err := e.Validate(wire.ValidateRequest{Domain: req.Domain, Entity: req.Entity, Schema: answer.Schema, Records: all})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range verdict.Faults {
		if f.Rule != "" {
			found[f.Row] = append(found[f.Row], "rule:"+f.Rule)
		}
	}
	counts := map[string]int64{}
	for i, label := range labels {
		var want []string
		if f, ok := told[label]; ok && f.Keyword != "" {
			want = []string{f.Instance + " " + f.Keyword}
		} else if label != "" {
			want = []string{label}
		}
		if !slices.Equal(found[i], want) {
			t.Fatalf("row %d, labelled %q, breaks %q: %v", i, label, found[i], rows[i])
		}
		if label != "" {
			counts[label]++
		}
	}
	for label, f := range told {
		if counts[label] != f.Count || labels[f.FirstRow] != label {
			t.Errorf("%s: %d rows, the report tells of %+v", label, counts[label], f)
		}
	}
	if len(told) != len(counts) {
		t.Errorf("%d labels, the report tells of %d", len(counts), len(told))
	}
	return q.Faulty
}

func TestFaultyRowsBreakWhatTheirLabelsSay(t *testing.T) {
	e := newEngine(t)
	catalog, err := e.Catalog("")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range catalog.Domains {
		for _, entity := range d.Entities {
			t.Run(d.Name+"/"+entity.Name, func(t *testing.T) {
				f := checkFaulty(t, e, wire.Request{Domain: d.Name, Entity: entity.Name, Count: count(200), Seed: 6, Faulty: 0.3})
				if f.Rows != 60 {
					t.Errorf("%d faulty rows of 60", f.Rows)
				}
			})
		}
	}
}

// Every keyword of a flat cell can be broken alone.
func TestFaultyRowsBreakEveryKeyword(t *testing.T) {
	e := newEngine(t)
	schema := `{"type":"object","required":["age","code","email"],"properties":{
		"age":{"type":"integer","minimum":18,"maximum":99},"score":{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1},
		"price":{"type":"number","multipleOf":0.05,"minimum":1},"dozen":{"type":"integer","multipleOf":12,"minimum":12,"maximum":1200},
		"code":{"type":"string","pattern":"^[A-Z]{3}-[0-9]{4}$"},"nick":{"type":"string","minLength":3,"maxLength":9},
		"plan":{"enum":["free","pro"]},"kind":{"const":"row"},"email":{"type":"string","format":"email"},"url":{"type":"string","format":"uri"},
		"day":{"type":"string","format":"date"},"at":{"type":["string","null"],"format":"date-time"},"ok":{"type":"boolean"},"uid":{"type":"string","format":"uuid"}}}`
	req := wire.Request{Schema: json.RawMessage(schema), Count: count(3000), Seed: 1, Faulty: 1}
	var got []string
	for _, f := range checkFaulty(t, e, req).Faults {
		got = append(got, f.Label)
	}
	slices.Sort(got)
	want := strings.Fields(`const:kind enum:plan exclusiveMaximum:score exclusiveMinimum:score format:at format:day format:email format:uid format:url
		maxLength:nick maximum:age maximum:dozen minLength:nick minimum:age minimum:dozen minimum:price multipleOf:dozen multipleOf:price pattern:code
		required:age required:code required:email type:age type:at type:code type:day type:dozen type:email type:nick type:ok type:price type:score type:uid type:url`)
	if !slices.Equal(got, want) {
		t.Errorf("broken\n%q, want\n%q", got, want)
	}
}

func TestFaultyRowsOfASample(t *testing.T) {
	e := newEngine(t)
	req := wire.Request{Mode: wire.MimicBuffer, Sample: churn(300), Count: count(400), Seed: 1, Faulty: 0.25, Derive: []string{"ltv = price * months"}}
	if f := checkFaulty(t, e, req); f.Rows != 100 {
		t.Errorf("%d faulty rows of 100", f.Rows)
	}
	// The sample's own rows stay whole.
	req.Mode, req.Format, req.Derive = wire.AugmentedSet, "csv", nil
	text, answer := generate(t, e, req, engine.Options{Report: true})
	header, rows := table(t, text)
	if header[5] != "_fault" || answer.Quality.Faulty.Rows != 100 {
		t.Errorf("header %v, %d faulty rows", header, answer.Quality.Faulty.Rows)
	}
	for i, line := range strings.Split(strings.TrimSpace(req.Sample.Data), "\n")[1:] {
		if strings.Join(rows[i], ",") != line+"," {
			t.Fatalf("row %d of the sample came out as %v", i, rows[i])
		}
	}
}

// In CSV every type is a text: only what a reader can tell is broken.
func TestFaultyRowsOfCSV(t *testing.T) {
	e := newEngine(t)
	for _, req := range []wire.Request{
		{Domain: "retail", Entity: "orders", Count: count(2500), Seed: 8, Faulty: 0.1},
		{Domain: "fintech", Entity: "customers", Count: count(300), Seed: 8, Faulty: 0.5},
		{Mode: wire.MimicBuffer, Sample: churn(300), Count: count(300), Seed: 8, Faulty: 0.5},
	} {
		req.Format = "csv"
		text, answer := generate(t, e, req, engine.Options{Report: true})
		checkSlices(t, e, req, text)
		verdict, err := e.Validate(wire.ValidateRequest{Domain: req.Domain, Entity: req.Entity, Schema: answer.Schema, Sample: &wire.Document{Data: text}})
		if err != nil {
			t.Fatal(err)
		}
		header, rows := table(t, text)
		found := make([]string, len(rows))
		for _, f := range verdict.Faults {
			if strings.HasSuffix(f.Keyword, "/key") { // two broken keys may be the same text
				continue
			}
			found[f.Row] += f.Instance + f.Keyword + f.Rule + " "
		}
		for i, row := range rows {
			label, want := row[len(header)-1], ""
			for _, f := range answer.Quality.Faulty.Faults {
				if f.Label == label {
					want = f.Instance + f.Keyword + strings.TrimPrefix(label, "rule:") + " "
					if f.Keyword != "" {
						want = f.Instance + f.Keyword + " "
					}
				}
			}
			if found[i] != want {
				t.Fatalf("%s row %d, labelled %q, breaks %q: %v", req.Entity, i, label, found[i], row)
			}
		}
	}
}

func TestFaultyRowsFitTypedFormats(t *testing.T) {
	e := newEngine(t)
	for _, format := range []string{"sql", "parquet", "xlsx"} {
		_, answer := generate(t, e, wire.Request{Domain: "retail", Entity: "orders", Count: count(300), Seed: 2, Faulty: 0.2, Format: format, FaultColumn: "broken"}, engine.Options{Report: true})
		if f := answer.Quality.Faulty; f.Rows != 60 || f.Column != "broken" {
			t.Errorf("%s: %+v", format, f)
		}
	}
}

func TestFaultsOfFaultyRows(t *testing.T) {
	e := newEngine(t)
	for pointer, req := range map[string]wire.Request{
		"/faulty":       {Domain: "retail", Entity: "orders", Faulty: 1.5},
		"/fault_column": {Domain: "retail", Entity: "orders", Faulty: 0.5, FaultColumn: "status"},
		"/faulty ":      {Schema: json.RawMessage(`{"type":"object","properties":{"a":{"type":"array"}}}`), Faulty: 0.5},
		"/faulty  ":     {Schema: json.RawMessage(`{"type":"object","properties":{"a":{"type":"string"}}}`), Faulty: 0.5, Format: "sql"},
	} {
		if faults := faultsOf(t, e, req); len(faults) != 1 || faults[0].Pointer != strings.TrimSpace(pointer) {
			t.Errorf("%+v: %v", req, faults)
		}
	}
}

// Parts of a faulty table join to the report on the whole.
func TestPartsTellOfFaultyRows(t *testing.T) {
	e := newEngine(t)
	req := wire.Request{Domain: "retail", Entity: "orders", Count: count(3000), Seed: 2, Faulty: 0.1, Format: "csv", Derive: []string{"net = total - tax"}}
	_, whole := generate(t, e, req, engine.Options{Report: true})
	var parts []wire.Part
	for _, rows := range []wire.Range{{From: 0, To: 1000}, {From: 1000, To: 3000}} {
		slice := req
		slice.Rows = &rows
		run, err := e.Open(slice, engine.Options{Report: true})
		if err != nil {
			t.Fatal(err)
		}
		drain(t, run)
		part, err := run.Part()
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part)
	}
	joined, err := e.Merge(req, parts)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprintf("%+v", joined.Quality.Faulty), fmt.Sprintf("%+v", whole.Quality.Faulty); got != want {
		t.Errorf("joined\n%s, want\n%s", got, want)
	}
	if !bytes.Equal(joined.Schema, whole.Schema) {
		t.Error("the schemas differ")
	}
}
