package engine_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
)

// strange are texts of JSON values that columns do not hold, or not as they
// are; "" leaves the member out.
var strange = []string{"", "null", `""`, "true", "1.5", "-0.00", "1e2", "1e300", "12345678901234567890", "0.1000000000000000055", "100.001",
	`"2024-02-30"`, `"2024-01-01"`, `"2024-01-01T00:00:00+02:00"`, `"2024-01-01T00:00:00.000Z"`, `"x"`, `[1]`, `{"a": null}`}

// Whole columns are checked first, and the judge sees what is left: together
// they say of every record what the judge says alone.
func TestValidationSaysWhatTheJudgeSays(t *testing.T) {
	e := newEngine(t)
	for _, d := range domains(t, e) {
		for _, entity := range d.Entities {
			answer, err := e.Records(context.Background(), wire.Request{Domain: d.Name, Entity: entity.Name, Count: count(30), Seed: 4}, engine.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var records []map[string]json.RawMessage
			if err := json.Unmarshal(answer.Records, &records); err != nil {
				t.Fatal(err)
			}
			names := slices.Sorted(maps.Keys(records[0]))
			for i, r := range records {
				name, value := names[i*7%len(names)], strange[i%len(strange)]
				switch {
				case i%9 == 8:
					r["unheard of"] = json.RawMessage(`1`)
				case value == "":
					delete(r, name)
				default:
					r[name] = json.RawMessage(value)
				}
			}
			text, _ := json.Marshal(records)
			verdict, err := e.Validate(wire.ValidateRequest{Domain: d.Name, Entity: entity.Name, Records: text})
			if err != nil {
				t.Fatal(err)
			}
			told := make([]string, len(records))
			for _, f := range verdict.Faults {
				if f.Rule == "" && !strings.Contains(f.Keyword, "x-groflex") {
					told[f.Row] += fmt.Sprintln(f.Instance, f.Keyword, f.Message)
				}
			}
			j, err := judge.New(entity.Schema, nil)
			if err != nil {
				t.Fatal(err)
			}
			for i, r := range records {
				raw, _ := json.Marshal(r)
				violations, err := j.ValidateText(raw)
				if err != nil {
					t.Fatal(err)
				}
				want := ""
				for _, v := range violations {
					want += fmt.Sprintln(v.Instance, v.Keyword, v.Message)
				}
				if told[i] != want {
					t.Errorf("%s %s: of %s\nit says %q\nthe judge %q", d.Name, entity.Name, raw, told[i], want)
				}
			}
		}
	}
}
