package engine_test

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// linkedRoots keeps the test small: some root rows have dozens of rows below
// them, and tables that are referred to at random are whole anyway.
const linkedRoots = 40

// reference is one column that repeats a column of another table.
type reference struct{ column, table, key string }

// references are a schema's, read without the engine's own parser.
func references(t *testing.T, doc json.RawMessage) []reference {
	t.Helper()
	var s struct {
		Properties map[string]struct {
			Groflex struct {
				Ref string `json:"ref"`
			} `json:"x-groflex"`
		} `json:"properties"`
	}
	if err := json.Unmarshal(doc, &s); err != nil {
		t.Fatal(err)
	}
	var all []reference
	for name, p := range s.Properties {
		if table, key, ok := strings.Cut(p.Groflex.Ref, "."); ok {
			all = append(all, reference{name, table, key})
		}
	}
	return all
}

func readCSV(t *testing.T, text string) map[string][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string][]string{}
	for i, name := range rows[0] {
		for _, row := range rows[1:] {
			columns[name] = append(columns[name], row[i])
		}
	}
	return columns
}

func TestForeignKeysResolveWithinALinkedSet(t *testing.T) {
	e := newEngine(t)
	catalog, err := e.Catalog("")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range catalog.Domains {
		t.Run(d.Name, func(t *testing.T) {
			n := int64(linkedRoots)
			requests, err := e.Linked(wire.Request{Domain: d.Name, Entity: engine.AllTables, Count: &n, Seed: 5, Format: "csv"})
			if err != nil {
				t.Fatal(err)
			}
			if len(requests) != len(d.Entities) {
				t.Fatalf("%d requests for %d tables", len(requests), len(d.Entities))
			}
			tables := map[string]map[string][]string{}
			for _, req := range requests {
				text, answer := generate(t, e, req, engine.Options{})
				if answer.Meta.Count != *req.Count {
					t.Errorf("%s: %d rows of %d", req.Entity, answer.Meta.Count, *req.Count)
				}
				tables[req.Entity] = readCSV(t, text)
			}
			for _, entity := range d.Entities {
				for _, ref := range references(t, entity.Schema) {
					known := map[string]bool{}
					for _, key := range tables[ref.table][ref.key] {
						known[key] = true
					}
					for row, key := range tables[entity.Name][ref.column] {
						if key != "" && !known[key] {
							t.Errorf("%s.%s: row %d refers to %s.%s %q, which is not there", entity.Name, ref.column, row, ref.table, ref.key, key)
							break
						}
					}
				}
			}
		})
	}
}

func TestATableOfALinkedSetIsSliceable(t *testing.T) {
	e := newEngine(t)
	n := int64(300)
	requests, err := e.Linked(wire.Request{Domain: "retail", Entity: engine.AllTables, Count: &n, Seed: 5, Format: "sql"})
	if err != nil {
		t.Fatal(err)
	}
	for _, req := range requests {
		whole, _ := generate(t, e, req, engine.Options{})
		var joined strings.Builder
		for _, at := range []wire.Range{{From: 0, To: 7}, {From: 7, To: *req.Count / 2}, {From: *req.Count / 2, To: *req.Count}} {
			req.Rows = &at
			part, _ := generate(t, e, req, engine.Options{})
			joined.WriteString(part)
		}
		if joined.String() != whole {
			t.Errorf("%s: slices do not join to the table", req.Entity)
		}
		req.Rows, req.Count = nil, nil
		if again, _ := generate(t, e, req, engine.Options{}); again != whole {
			t.Errorf("%s: the count that follows from roots is another", req.Entity)
		}
	}
}

// Two small tables that refer to each other, and one that refers to itself.
func TestSQLDeclaresKeysIntoTablesThatAreThere(t *testing.T) {
	table := func(settings, properties string) []byte {
		return []byte(`{"type":"object","x-groflex":{"key":"id"` + settings + `},"properties":{"id":{"type":"integer","x-groflex":{"sequence":{"start":1}}}` + properties + `}}`)
	}
	e, err := engine.New(map[string][]byte{
		"d/domain.json": []byte(`{"title":"D","about":"","root":"a","entities":["b","a","c"],"params":[],"profiles":[{"name":"p","title":"P","params":{}}]}`),
		"d/a.json":      table(``, `,"last_b":{"type":["integer","null"],"x-groflex":{"ref":"b.id"}}`),
		"d/b.json":      table(`,"parent":{"entity":"a","fanout":{"dist":{"uniform":{"min":1,"max":3}}}}`, `,"a_id":{"type":"integer","x-groflex":{"ref":"a.id"}}`),
		"d/c.json":      table(`,"rows":30`, `,"above":{"type":"integer","x-groflex":{"ref":"c.id"}},"one":{"type":"integer","x-groflex":{"ref":"a.id"}}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	n := int64(20)
	requests, err := e.Linked(wire.Request{Domain: "d", Count: &n, Format: "sql"})
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, req := range requests {
		text, _ := generate(t, e, req, engine.Options{})
		for _, line := range strings.Split(text, "\n") {
			if strings.Contains(line, "FOREIGN KEY") {
				keys = append(keys, req.Entity+strings.TrimSuffix(strings.TrimPrefix(line, "  FOREIGN KEY"), ","))
			}
		}
	}
	want := []string{
		`b ("a_id") REFERENCES "a" ("id")`,
		`c ("above") REFERENCES "c" ("id") DEFERRABLE INITIALLY DEFERRED`,
		`c ("one") REFERENCES "a" ("id")`,
	}
	if !slices.Equal(keys, want) {
		t.Errorf("declared\n%s\nwant\n%s", strings.Join(keys, "\n"), strings.Join(want, "\n"))
	}
}

func TestLinkedTellsAllFaults(t *testing.T) {
	e := newEngine(t)
	zero := int64(0)
	for name, c := range map[string]struct {
		req  wire.Request
		want []string
	}{
		"no such domain": {wire.Request{Domain: "nowhere"}, []string{"/domain"}},
		"many":           {wire.Request{Domain: "retail", Count: &zero, Rows: &wire.Range{}, Mode: wire.MimicBuffer, Profile: "none", Format: "doc"}, []string{"/count", "/entity", "/format", "/profile", "/rows"}},
	} {
		_, err := e.Linked(c.req)
		faults, _ := err.(wire.Faults)
		var got []string
		for _, f := range faults {
			got = append(got, f.Pointer)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	many := int64(1 << 40)
	for _, req := range []wire.Request{
		{Domain: "retail", Entity: engine.AllTables},
		{Domain: "retail", Entity: "orders", Roots: 10, Count: &many},
		{Domain: "retail", Entity: "orders", Roots: -1},
		{Schema: json.RawMessage(`{"type":"object","properties":{"a":{"type":"integer"}}}`), Roots: 10},
	} {
		if _, err := e.Open(req, engine.Options{}); err == nil {
			t.Errorf("%+v is accepted", req)
		} else if _, ok := err.(wire.Faults); !ok {
			t.Errorf("%+v: %v is not the user's fault", req, err)
		}
	}
}
