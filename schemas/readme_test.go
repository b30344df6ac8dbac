package schemas_test

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
	"github.com/groflex/groflex/schemas"
)

//go:embed README.md
var readme string

// worked is the guide's example: a path in backquotes that ends a paragraph,
// and the block below it.
var worked = regexp.MustCompile("(?s)as `([a-z_/]+\\.json)`:\n\n```json\n(.*?)\n```")

func TestTheGuidesTableIsMadeAndLinked(t *testing.T) {
	example := worked.FindStringSubmatch(readme)
	if example == nil {
		t.Fatal("README.md has no worked example")
	}
	files := schemas.Files()
	files[example[1]] = []byte(example[2])
	e, err := engine.New(files)
	if err != nil {
		t.Fatal(err)
	}
	domain, table, _ := strings.Cut(strings.TrimSuffix(example[1], ".json"), "/")
	n := int64(3000)
	answer, err := e.Records(context.Background(), wire.Request{Domain: domain, Entity: table, Count: &n}, engine.Options{Report: true})
	if err != nil {
		t.Fatal(err)
	}
	if q := answer.Quality; q.Rows != n || q.Compliance.Valid != n || len(q.Rules) == 0 {
		t.Errorf("%d rows, %+v, %d rules", q.Rows, q.Compliance, len(q.Rules))
	}
	for _, r := range answer.Quality.Rules {
		if r.Broken > 0 || r.Checked != n {
			t.Errorf("rule %q is broken in %d of %d rows", r.Name, r.Broken, r.Checked)
		}
	}
	roots := int64(30)
	requests, err := e.Linked(wire.Request{Domain: domain, Entity: engine.AllTables, Count: &roots, Format: "sql"})
	if err != nil {
		t.Fatal(err)
	}
	var script bytes.Buffer
	for _, req := range requests {
		if req.Entity == table {
			if _, err := e.Generate(context.Background(), req, &script, engine.Options{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if !strings.Contains(script.String(), `FOREIGN KEY ("patient_id") REFERENCES "patients" ("id")`) {
		t.Errorf("the table is not linked: %.300s", script.String())
	}
}

// Every row of the guide's tables of settings has an example that the
// keyword's schema takes, and every setting has a row.
func TestTheGuideShowsEverySetting(t *testing.T) {
	property, table := forms(t)
	rows := regexp.MustCompile("(?m)^\\| (`[a-z`, ]+`) \\| `(\\{.*\\})` \\|").FindAllStringSubmatch(readme, -1)
	shown := map[string]bool{}
	for _, row := range rows {
		if !valid(t, property, row[2]) && !valid(t, table, row[2]) {
			t.Errorf("%s: %s does not follow x-groflex.schema.json", row[1], row[2])
		}
		for _, name := range strings.Split(row[1], ", ") {
			shown[strings.Trim(name, "`")] = true
			if !strings.Contains(row[2], `"`+strings.Trim(name, "`")+`"`) && !strings.Contains(row[1], ",") {
				t.Errorf("the example of %s does not have it", name)
			}
		}
	}
	var doc struct {
		Defs map[string]struct {
			Properties map[string]json.RawMessage `json:"properties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(keyword, &doc); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"property", "table"} {
		for name := range doc.Defs[form].Properties {
			if !shown[name] && name != "by" && name != "pick" { // in the rows of cases and ref
				t.Errorf("README.md has no row for the %s setting %q", form, name)
			}
		}
	}
}
