package engine_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
	"github.com/groflex/groflex/schemas"
)

func newEngine(t testing.TB) *engine.Engine {
	t.Helper()
	e, err := engine.New(schemas.Files())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func generate(t testing.TB, e *engine.Engine, req wire.Request, o engine.Options) (string, wire.Answer) {
	t.Helper()
	var out bytes.Buffer
	answer, err := e.Generate(context.Background(), req, &out, o)
	if err != nil {
		t.Fatalf("%s/%s: %v", req.Domain, req.Entity, err)
	}
	return out.String(), answer
}

// drain has a run make all rows that it was asked for.
func drain(t testing.TB, run *engine.Run) {
	t.Helper()
	for more := true; more; {
		var err error
		if _, more, err = run.Next(nil); err != nil {
			t.Fatal(err)
		}
	}
}

func count(n int64) *int64 { return &n }

// every calls f for every built-in table and profile.
func every(t *testing.T, e *engine.Engine, f func(t *testing.T, req wire.Request)) {
	catalog, err := e.Catalog("")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range catalog.Domains {
		for _, entity := range d.Entities {
			for _, p := range d.Profiles {
				t.Run(d.Name+"/"+entity.Name+"/"+p.Name, func(t *testing.T) {
					f(t, wire.Request{Domain: d.Name, Entity: entity.Name, Profile: p.Name, Count: count(60), Seed: 11})
				})
			}
		}
	}
}

func TestEveryTableFollowsItsSchemaAndRules(t *testing.T) {
	e := newEngine(t)
	every(t, e, func(t *testing.T, req wire.Request) {
		req.Format = "ndjson"
		_, answer := generate(t, e, req, engine.Options{Report: true})
		if q := answer.Quality; q.Rows != 60 || q.Compliance.Valid != 60 {
			t.Errorf("%d rows, %+v", q.Rows, q.Compliance)
		}
		for _, r := range answer.Quality.Rules {
			if r.Broken > 0 || r.Checked != 60 {
				t.Errorf("rule %q: broken in %d of %d rows", r.Name, r.Broken, r.Checked)
			}
		}
	})
}

func TestEveryFormatJoinsFromSlices(t *testing.T) {
	e := newEngine(t)
	for _, format := range []string{"csv", "json", "ndjson", "sql"} {
		req := wire.Request{Domain: "retail", Entity: "orders", Format: format, Count: count(5000), Seed: 9}
		whole, answer := generate(t, e, req, engine.Options{Hash: true})
		for _, cuts := range [][]int64{{0, 5000}, {0, 1, 2047, 2048, 4999, 5000}, {0, 1666, 3333, 5000}} {
			var joined strings.Builder
			for i := 1; i < len(cuts); i++ {
				req.Rows = &wire.Range{From: cuts[i-1], To: cuts[i]}
				part, _ := generate(t, e, req, engine.Options{})
				joined.WriteString(part)
			}
			if joined.String() != whole {
				t.Errorf("%s: slices at %v do not join to the whole", format, cuts)
			}
		}
		if answer.Meta.Bytes != int64(len(whole)) || len(answer.Meta.SHA256) != 64 {
			t.Errorf("%s: meta %+v", format, answer.Meta)
		}
	}
}

func TestRecordsOfASliceAreAnArray(t *testing.T) {
	e := newEngine(t)
	req := wire.Request{Domain: "retail", Entity: "customers", Count: count(500), Seed: 3}
	whole, err := e.Records(context.Background(), req, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	req.Rows = &wire.Range{From: 120, To: 130}
	part, err := e.Records(context.Background(), req, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all, some []json.RawMessage
	if err := json.Unmarshal(whole.Records, &all); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(part.Records, &some); err != nil {
		t.Fatal(err)
	}
	if len(all) != 500 || len(some) != 10 || string(some[0]) != string(all[120]) || string(some[9]) != string(all[129]) {
		t.Errorf("%d records, of which 120 to 130 are %d", len(all), len(some))
	}
}

func TestForeignKeysResolve(t *testing.T) {
	e := newEngine(t)
	keys := func(entity string, n int64, name string) []string {
		text, _ := generate(t, e, wire.Request{Domain: "retail", Entity: entity, Format: "csv", Count: count(n), Seed: 5}, engine.Options{})
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at := slices.Index(rows[0], name)
		var out []string
		for _, r := range rows[1:] {
			out = append(out, r[at])
		}
		return out
	}
	known := map[string]bool{}
	for _, id := range keys("customers", 3000, "id") {
		known[id] = true
	}
	for _, id := range keys("orders", 2000, "customer_id") {
		if !known[id] {
			t.Fatalf("there is no customer %q", id)
		}
	}
}

func TestFaultsOfARequestComeAtOnce(t *testing.T) {
	e := newEngine(t)
	_, err := e.Open(wire.Request{Domain: "retail", Entity: "clients", Format: "xml", Count: count(-1), AsOf: "yesterday", Profile: "posh",
		Params: map[string]float64{"nope": 1}, Seed: 1 << 60}, engine.Options{})
	faults, ok := err.(wire.Faults)
	if !ok {
		t.Fatalf("error %v", err)
	}
	var pointers []string
	for _, f := range faults {
		pointers = append(pointers, f.Pointer)
	}
	slices.Sort(pointers)
	want := []string{"/as_of", "/count", "/entity", "/format", "/params/nope", "/profile", "/seed"}
	if !slices.Equal(pointers, want) {
		t.Errorf("faults at %q, want %q\n%v", pointers, want, err)
	}
	if got := wire.Explain(err).Status; got != 404 {
		t.Errorf("status %d", got)
	}
}

// What a mode would pass over is refused.
func TestNoModePassesOverWhatIsAskedOfAnother(t *testing.T) {
	e := newEngine(t)
	sample := &wire.Document{Data: people(30, "\n"), Format: "csv"}
	for _, c := range []struct {
		req  wire.Request
		want string
	}{
		{wire.Request{Mode: wire.NeuralMatrix, Sample: sample}, "/sample"},
		{wire.Request{Mode: wire.NeuralMatrix, Model: json.RawMessage(`{}`)}, "/model"},
		{wire.Request{Where: []string{"status=paid"}}, "/where"},
		{wire.Request{Free: []string{"status"}}, "/free"},
		{wire.Request{Take: map[string]string{"status": "key"}}, "/take"},
		{wire.Request{Balance: []string{"status=paid:0.5"}}, "/balance"},
		{wire.Request{FillMissing: []string{"*"}}, "/fill_missing"},
		{wire.Request{Mode: wire.MimicBuffer, Sample: sample, FillMissing: []string{"*"}}, "/fill_missing"},
	} {
		if c.req.Sample == nil || c.req.Mode == wire.NeuralMatrix {
			c.req.Domain, c.req.Entity = "retail", "orders"
		}
		_, err := e.Open(c.req, engine.Options{})
		if faults, ok := err.(wire.Faults); !ok || len(faults) != 1 || faults[0].Pointer != c.want {
			t.Errorf("%s: %v", c.want, err)
		}
	}
}

// people is a small sample with what samples have: a key, names, missing
// cells, dates, decimals of its own spelling.
func people(rows int, end string) string {
	var b strings.Builder
	b.WriteString("id;Name;E-Mail;Joined;Score;City" + end)
	cities := []string{"Berlin", "Köln", "\"Halle; Saale\"", "NA"}
	names := []string{"Anna Schmidt", "Bernd Vogel", "Carla Engel", "Dirk Maier", "Eva Brandt"}
	for i := range rows {
		name := names[i*7%5]
		score := fmt.Sprintf("%d,%d", i%17, i%10)
		if i%11 == 0 {
			score = ""
		}
		fmt.Fprintf(&b, "%d;%s;%s%d@post.de;%02d.%02d.2023;%s;%s%s", 1000+i, name, strings.ToLower(name[:4]), i, 1+i%28, 1+i%12, score, cities[i%4], end)
	}
	return b.String()
}

func TestAugmentKeepsTheSampleByteForByte(t *testing.T) {
	e := newEngine(t)
	for _, end := range []string{"\n", "\r\n"} {
		sample := "\ufeff" + people(300, end)
		for _, given := range []string{sample, strings.TrimSuffix(sample, end)} {
			req := wire.Request{Mode: wire.AugmentedSet, Sample: &wire.Document{Name: "p.csv", Data: given}, Format: "csv", Count: count(50), Seed: 1}
			got, answer := generate(t, e, req, engine.Options{Report: true})
			if !strings.HasPrefix(got, sample) {
				t.Fatalf("the sample did not come out as it was read (line end %q)", end)
			}
			r := csv.NewReader(strings.NewReader(strings.TrimPrefix(got, "\ufeff")))
			r.Comma = ';'
			rows, err := r.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			seen := map[string]bool{}
			for i, row := range rows[1:] {
				if seen[row[0]] {
					t.Errorf("id %s is not unique", row[0])
				}
				seen[row[0]] = true
				if i >= 300 && row[0] != fmt.Sprint(1000+i) {
					t.Errorf("row %d has id %s: the key does not continue", i, row[0])
				}
			}
			if len(rows) != 351 || answer.Quality.Rows != 350 || strings.Count(got, end) != 351 {
				t.Errorf("%d rows, %d reported", len(rows)-1, answer.Quality.Rows)
			}
		}
	}
}

func TestMimicCopiesNoPersonAndKeepsTheSpelling(t *testing.T) {
	e := newEngine(t)
	sample := people(500, "\n")
	req := wire.Request{Sample: &wire.Document{Data: sample}, Format: "csv", Count: count(500), Seed: 2}
	got, answer := generate(t, e, req, engine.Options{Report: true})
	rows, err := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		for _, personal := range row[1:3] {
			if strings.Contains(sample, personal) {
				t.Errorf("%q comes from the sample", personal)
			}
		}
		if len(row[3]) != 10 || row[3][2] != '.' || row[3][5] != '.' {
			t.Errorf("the date %q is not written as in the sample", row[3])
		}
		if row[4] != "" && !strings.Contains(row[4], ",") {
			t.Errorf("the score %q is not written as in the sample", row[4])
		}
		if !slices.Contains([]string{"Berlin", "Köln", "Halle; Saale", "NA"}, row[5]) {
			t.Errorf("city %q", row[5])
		}
	}
	if s := answer.Quality.Similarity; s == nil || s.ColumnShapes < 0.8 {
		t.Errorf("similarity %+v", s)
	}
	if answer.Quality.Compliance.Share != 1 {
		t.Errorf("compliance with the inferred schema %+v", answer.Quality.Compliance)
	}
}

func TestValidateNamesEveryFaultAndItsLine(t *testing.T) {
	e := newEngine(t)
	text, _ := generate(t, e, wire.Request{Domain: "retail", Entity: "customers", Format: "csv", Count: count(5), Seed: 1}, engine.Options{})
	lines := strings.Split(text, "\n")
	lines[2] = strings.Replace(lines[2], "CUS-", "BUS-", 1)
	lines[4] += "x"
	verdict, err := e.Validate(wire.ValidateRequest{Domain: "retail", Entity: "customers", Sample: &wire.Document{Name: "c.csv", Data: strings.Join(lines, "\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if verdict.Valid || verdict.Invalid != 2 || verdict.Faults[0].Line != 3 || verdict.Faults[0].Instance != "/id" ||
		verdict.Faults[0].Keyword != "/properties/id/pattern" || verdict.Faults[1].Line != 5 || verdict.Faults[1].Instance != "/joined_at" {
		t.Errorf("%+v", verdict.Faults)
	}
}

// A file that cannot be read as a sample cannot be validated either, and for
// the same reason.
func TestValidateReadsCSVAsSamplesAreRead(t *testing.T) {
	e := newEngine(t)
	for _, text := range []string{"a,b\n1,\"x\n2,y\n", "a,b\n1\n2,y,z\n", "a,b\n1,\"x\"y\n", "", "a,b\n1,\xff\n"} {
		doc := &wire.Document{Name: "r.csv", Data: text}
		_, validating := e.Validate(wire.ValidateRequest{Schema: []byte(`{"properties": {"a": {"type": "integer"}}}`), Sample: doc})
		_, learning := e.Preview(context.Background(), wire.Request{Mode: wire.MimicBuffer, Sample: doc})
		if validating == nil || learning == nil || validating.Error() != learning.Error() {
			t.Errorf("%q: %v, %v", text, validating, learning)
		}
	}
}

func TestValidateListsEveryFaultByRow(t *testing.T) {
	var rows strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&rows, `{"low": %d, "high": 1}`+"\n", i)
	}
	verdict, err := newEngine(t).Validate(wire.ValidateRequest{
		Schema: []byte(`{"type": "object", "properties": {"low": {"type": "integer", "maximum": 999}, "high": {"type": "integer"}},
			"x-groflex": {"rules": [{"name": "in order", "expr": "low <= high"}]}}`),
		Sample: &wire.Document{Name: "r.ndjson", Data: rows.String()},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(verdict.Faults) != 2000+2998 || verdict.Invalid != 2998 {
		t.Errorf("%d faults, %d rows", len(verdict.Faults), verdict.Invalid)
	}
	if !slices.IsSortedFunc(verdict.Faults, func(a, b wire.RecordFault) int { return int(a.Row - b.Row) }) {
		t.Error("faults of one row are apart")
	}
}

func TestPartsMergeToTheReportOfOneRun(t *testing.T) {
	e := newEngine(t)
	req := wire.Request{Domain: "retail", Entity: "orders", Format: "csv", Count: count(6000), Seed: 6}
	_, whole := generate(t, e, req, engine.Options{Report: true})
	var parts []wire.Part
	for _, slices := range [][]wire.Range{{{From: 4000, To: 6000}}, {{From: 0, To: 1}, {From: 1000, To: 4000}}, {{From: 1, To: 1000}}} {
		run, err := e.Open(req, engine.Options{Report: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, rows := range slices {
			if err := run.Turn(rows); err != nil {
				t.Fatal(err)
			}
			drain(t, run)
		}
		part, err := run.Part()
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part)
	}
	merged, err := e.Merge(req, parts)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := json.Marshal(whole)
	got, _ := json.Marshal(merged)
	if string(got) != string(want) {
		t.Errorf("merged\n%s\nwhole\n%s", got, want)
	}
}

func TestARunTurnsToLaterRowsOnly(t *testing.T) {
	e := newEngine(t)
	req := wire.Request{Domain: "retail", Entity: "customers", Format: "csv", Count: count(100), Seed: 6}
	run, err := e.Open(req, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Turn(wire.Range{From: 10, To: 20}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := run.Next(nil); err != nil {
		t.Fatal(err)
	}
	for _, rows := range []wire.Range{{From: 0, To: 10}, {From: 19, To: 30}, {From: 50, To: 40}, {From: 101, To: 200}} {
		if run.Turn(rows) == nil {
			t.Errorf("%+v after rows 10 to 20", rows)
		}
	}
	req.Format = "parquet"
	if run, err = e.Open(req, engine.Options{}); err != nil {
		t.Fatal(err)
	}
	if run.Turn(wire.Range{From: 0, To: 10}) == nil {
		t.Error("a slice of a Parquet file")
	}
}
