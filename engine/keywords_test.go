package engine_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
)

// columnNames are one that says nothing, and some that suggest a provider.
var columnNames = []string{"a", "email", "age", "zip", "price", "created_at", "url"}

// TestColumnsFollowTheirKeywords asks for tables of one column, whatever its
// name suggests, and has the validator judge the rows.
func TestColumnsFollowTheirKeywords(t *testing.T) {
	e := newEngine(t)
	for _, property := range []string{
		`{"type":"string","maxLength":4}`, `{"type":"string","minLength":30,"maxLength":31}`, `{"type":"string","maxLength":0}`,
		`{"type":["string","null"],"minLength":12}`, `{"maxLength":2}`, `{"format":"ipv4"}`, `{"format":"time"}`, `{"format":"duration"}`,
		`{"type":"string","pattern":"^x{3}$"}`, `{"type":"string","format":"uuid","pattern":"^a"}`,
		`{"type":"string","format":"date","maxLength":10}`, `{"type":"string","format":"date-time","minLength":25}`,
		`{"type":"string","format":"date-time","pattern":"^202"}`, `{"type":"string","format":"email","maxLength":12}`,

		`{"type":"string","enum":["ab","abcdef"],"minLength":3}`, `{"type":"string","const":"q","enum":["q","r"]}`, `{"type":"string","enum":["a",1]}`,
		`{"type":"integer","enum":[1,"a",2.5]}`, `{"enum":["a","b",null]}`, `{"enum":[1,2.5],"minimum":2}`, `{"enum":[null]}`, `{"enum":[]}`,
		`{"type":["string","null"],"const":null}`, `{"type":"boolean","const":false,"minLength":7}`, `{"type":"boolean","enum":[true,"true"]}`,

		`{"type":"integer","minimum":5,"exclusiveMinimum":9,"maximum":10}`, `{"type":"integer","multipleOf":7,"minimum":100,"maximum":110}`,
		`{"type":"integer","minimum":-5.5,"maximum":-4.5}`, `{"type":"integer","multipleOf":0.5,"minimum":1,"maximum":3}`,
		`{"type":"integer","minimum":9007199254740993,"maximum":9007199254740995}`, `{"type":"integer","minimum":1e30}`, `{"type":"integer","const":9007199254740993}`,
		`{"type":"integer","maximum":-1e15}`, `{"type":["integer","null"],"minimum":3}`,

		`{"type":"number","multipleOf":0.1,"exclusiveMinimum":0.1,"exclusiveMaximum":0.4}`, `{"type":"number","multipleOf":0.01,"minimum":0.001,"maximum":0.5}`,
		`{"type":"number","multipleOf":0.25,"minimum":1,"maximum":2}`, `{"type":"number","minimum":0.123456,"maximum":0.123457}`,
		`{"type":"number","exclusiveMinimum":0,"maximum":1e-9}`, `{"type":"number","minimum":-1e300}`, `{"type":"number","minimum":3,"maximum":3}`,
		`{"type":"number","exclusiveMinimum":3,"maximum":3.005}`,
	} {
		for _, name := range columnNames {
			document := oneColumn(name, property)
			rows, err := rowsOf(e, document)
			if err != nil {
				t.Errorf("%s %s: %v", name, property, err)
				continue
			}
			follow(t, document, rows)
		}
	}
}

// TestImpossibleColumnsAreRefused names the property that no value can have.
func TestImpossibleColumnsAreRefused(t *testing.T) {
	e := newEngine(t)
	for _, property := range []string{
		`{"type":"integer","minimum":5,"maximum":4}`, `{"type":"integer","multipleOf":7,"minimum":8,"maximum":13}`,
		`{"type":"number","multipleOf":0.1,"exclusiveMinimum":0.1,"exclusiveMaximum":0.2}`,
		`{"type":"string","minLength":1000000000000}`, `{"type":"string","pattern":"[^\\s\\S]"}`, `{"type":"string","const":"x","minLength":3}`,
		`{"type":"string","format":"email","maxLength":2}`, `{"type":"string","format":"date","minLength":11}`, `{"type":"string","enum":[1,2]}`,
		`{"type":"boolean","const":1}`, `{"type":"string","pattern":"("}`,
	} {
		for _, name := range columnNames {
			_, err := rowsOf(e, oneColumn(name, property))
			var faults wire.Faults
			if !errors.As(err, &faults) || !strings.HasPrefix(faults[0].Pointer, "/schema/properties/"+name) {
				t.Errorf("%s %s: %v", name, property, err)
			}
		}
	}
}

// FuzzColumnKeywords: whatever a property asks for, all rows follow it or none
// is made.
func FuzzColumnKeywords(f *testing.F) {
	e := newEngine(f)
	for seed := range uint64(150) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		document := oneColumn(columnNames[r.IntN(len(columnNames))], property(r))
		rows, err := rowsOf(e, document)
		if err != nil {
			var faults wire.Faults
			if !errors.As(err, &faults) || !strings.HasPrefix(faults[0].Pointer, "/schema") {
				t.Errorf("%s: %v", document, err)
			}
			return
		}
		follow(t, document, rows)
	})
}

// property is a schema of one to four keywords with odd values.
func property(r *rand.Rand) string {
	values := [][2]string{
		{"type", `"string" "integer" "number" "boolean" ["string","null"] ["integer","null"]`},
		{"enum", `["a","bb"] [1,2,2.5] [0.1,7] [null,"x"] [true,1,"1"] ["2024-01-01"]`}, {"const", `"a" 3 0.3 true null`},
		{"minLength", "0 1 5 25"}, {"maxLength", "0 3 10 40"}, {"pattern", `"^[a-c]+$" "x" "^.{4,9}$" "[0-9]-[0-9]"`},
		{"format", `"date" "date-time" "time" "email" "uri" "uuid" "ipv4" "hostname" "zip"`},
		{"minimum", "0 -3 2.5 100 1e15 0.001"}, {"maximum", "0 5 2.75 120 1e15 0.002"},
		{"exclusiveMinimum", "0 -3 2.5 99"}, {"exclusiveMaximum", "1 5 2.75 101"}, {"multipleOf", "1 2 0.5 0.01 0.1 7 0.003"},
	}
	members := map[string]json.RawMessage{}
	for range 1 + r.IntN(4) {
		keyword := values[r.IntN(len(values))]
		choices := strings.Fields(keyword[1])
		members[keyword[0]] = json.RawMessage(choices[r.IntN(len(choices))])
	}
	text, _ := json.Marshal(members)
	return string(text)
}

func oneColumn(name, property string) string {
	return fmt.Sprintf(`{"type":"object","properties":{%q:%s},"required":[%[1]q]}`, name, property)
}

// follow has the validator judge rows.
func follow(t *testing.T, document, rows string) {
	t.Helper()
	j, err := judge.New([]byte(document), nil)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(rows) {
		if violations, err := j.ValidateText([]byte(line)); err != nil || len(violations) > 0 {
			t.Errorf("%s: %s: %v %v", document, line, violations, err)
			return
		}
	}
}

// rowsOf makes a few rows of a schema, one a line.
func rowsOf(e *engine.Engine, document string) (string, error) {
	var out bytes.Buffer
	_, err := e.Generate(context.Background(), wire.Request{Schema: json.RawMessage(document), Count: count(8), Format: "ndjson"}, &out, engine.Options{})
	return out.String(), err
}
