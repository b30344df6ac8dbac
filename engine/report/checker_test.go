package report

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
)

func judgeOf(t testing.TB, schema string) *judge.Judge {
	t.Helper()
	j, err := judge.New([]byte(schema), nil)
	if err != nil {
		t.Fatalf("%s: %v", schema, err)
	}
	return j
}

// cells is a table for schemas: values around the bounds that they set.
func cells(n int, seed uint64) *column.Table {
	r := rand.New(rand.NewPCG(seed, 1))
	texts := []string{"", "a", "ab", "Łódź", "new", "x-12", "2026-02-30", "2026-02-28", "a@b.de", "A12", "x-123456789"}
	fields := []column.Field{
		{Name: "bool", Kind: column.Bool},
		{Name: "int", Kind: column.Int},
		{Name: "dec", Kind: column.Decimal, Scale: 2, Places: 1},
		{Name: "float", Kind: column.Float},
		{Name: "date", Kind: column.Date},
		{Name: "day", Kind: column.Date, Layout: "02.01.2006"},
		{Name: "time", Kind: column.Time},
		{Name: "raw", Kind: column.Text, Omit: true},
		{Name: "dict/y", Kind: column.Text},
		{Name: "json", Kind: column.JSON},
	}
	t := &column.Table{Fields: fields, Cols: make([]column.Vector, len(fields)), Rows: n, First: 1000}
	for c, f := range fields {
		v := &t.Cols[c]
		v.Reset(f, n)
		if f.Name == "dict/y" {
			v.UseDict(column.NewDict(texts), n)
		}
		for i := range n {
			if r.IntN(6) == 0 {
				v.SetNull(i, n)
			}
			switch f.Kind {
			case column.Bool:
				v.Ints[i] = int64(r.IntN(2))
			case column.Int:
				v.Ints[i] = int64(r.IntN(12)) - 3
			case column.Decimal:
				v.Ints[i] = int64(r.IntN(60))*25 - 400
			case column.Float:
				v.Floats[i] = []float64{0, 0.1, 0.3, 0.30000000000000004, 1, 1.5, 2, -7, 1e300, 1e-9}[r.IntN(10)]
			case column.Date:
				v.Ints[i] = []int64{0, 20000, 365 * 9000}[r.IntN(3)]
			case column.Time:
				v.Ints[i] = []int64{0, 1_700_000_000_123_456}[r.IntN(2)]
			case column.Text:
				if v.Dict != nil {
					v.Codes[i] = uint32(r.IntN(len(texts)))
				} else {
					v.AppendText(texts[r.IntN(len(texts))])
				}
			case column.JSON:
				v.AppendText([]string{`{"a":1}`, `{"a":"x"}`, `[1,2,2]`, `"t"`, `5`, `null`}[r.IntN(6)])
			}
		}
	}
	return t
}

// schemas exercise every keyword that columns see to, and enough of the others.
var schemas = []string{
	`{}`,
	`{"type":"object","required":["int","raw","gone"]}`,
	`{"type":["array","string"],"required":["gone"]}`,
	`{"additionalProperties":false,"properties":{"int":{},"raw":true,"dict/y":{"maxLength":4}}}`,
	`{"additionalProperties":false,"properties":{"bool":{},"int":{},"dec":{},"float":{},"date":{},"day":{},"time":{},"dict/y":{"minLength":5},"json":{}}}`,
	`{"properties":{"raw":false,"int":{"type":"integer","minimum":0,"exclusiveMaximum":5}}}`,
	`{"properties":{"bool":{"type":["boolean","null"],"const":true},"int":{"enum":[1,2.0,null,"x"]},"dec":{"enum":[1.5,"1.5"]},"float":{"enum":[0.3,1e300]}}}`,
	`{"properties":{"dec":{"type":"integer","maximum":2.255},"float":{"type":["integer","string"],"minimum":1.5}}}`,
	`{"properties":{"dec":{"multipleOf":0.75},"int":{"multipleOf":1.5},"float":{"multipleOf":0.1}}}`,
	`{"properties":{"int":{"multipleOf":3,"minimum":-1.5,"exclusiveMinimum":-1},"float":{"exclusiveMinimum":0.3,"maximum":0.30000000000000002}}}`,
	`{"properties":{"int":{"maximum":1e30,"minimum":-1e30},"dec":{"minimum":1e30},"float":{"maximum":-1e400}}}`,
	`{"properties":{"date":{"type":"string","format":"date"},"day":{"format":"date"},"time":{"format":"date-time","minLength":21}}}`,
	`{"properties":{"raw":{"type":"string","minLength":1,"maxLength":4,"pattern":"^[a-z]"},"dict/y":{"pattern":"\\d$","format":"date","enum":["2026-02-28","A12"]}}}`,
	`{"properties":{"raw":{"format":"email"},"dict/y":{"format":"no such format"},"date":{"enum":["1970-01-01"],"maxLength":9}}}`,
	`{"$defs":{"p":{"type":"number","minimum":1},"q":{"$ref":"#/$defs/p","maximum":4}},"properties":{"int":{"$ref":"#/$defs/q"},"dec":{"allOf":[{"$ref":"#/$defs/q"},{"multipleOf":1}]},"bool":{"$ref":"#/$defs/p"}}}`,
	`{"properties":{"json":{"type":["object","array"],"properties":{"a":{"type":"integer"}},"uniqueItems":true},"int":{"minimum":2}}}`,
	`{"properties":{"int":{"anyOf":[{"minimum":3},{"const":1}]},"dec":{"minimum":3},"raw":{"not":{"const":"a"}}}}`,
	`{"properties":{"raw":{"pattern":"^(?!a)"},"int":{"maximum":3}}}`,
	`{"if":{"properties":{"int":{"minimum":3}}},"then":{"required":["raw"],"properties":{"dec":{"maximum":1}}},"properties":{"dec":{"minimum":0}}}`,
	`{"properties":{"int":{"type":"integer"}},"patternProperties":{"^d":{"type":"number"}},"additionalProperties":{"type":["string","null"]}}`,
	`{"allOf":[{"properties":{"int":{"minimum":1}}}],"unevaluatedProperties":false,"properties":{"raw":{"minLength":1}}}`,
	`{"minProperties":10,"propertyNames":{"maxLength":4},"dependentRequired":{"raw":["gone"]}}`,
	`{"$schema":"http://json-schema.org/draft-04/schema#","properties":{"int":{"minimum":0,"exclusiveMinimum":true},"raw":{"format":"date"}}}`,
	`{"$schema":"http://json-schema.org/draft-07/schema#","definitions":{"s":{"type":"string"}},"properties":{"int":{"$ref":"#/definitions/s","minimum":5},"raw":{"contentMediaType":"application/json"}}}`,
}

// The verdicts are the judge's own, row by row, whoever gave them.
func TestColumnsAndJudgeAgree(t *testing.T) {
	for n, schema := range schemas {
		j := judgeOf(t, schema)
		table := cells(150, uint64(n))
		want := verdicts(j, table)
		if got := checked(j, table, 150); !reflect.DeepEqual(stripped(got), want) {
			t.Errorf("%s:\n got %s\nwant %s", schema, show2(stripped(got)), show2(want))
		}
	}
}

// So they do on schemas put together at random.
func TestColumnsAndJudgeAgreeOnRandomSchemas(t *testing.T) {
	keywords := []string{
		`"type":"integer"`, `"type":["string","null"]`, `"type":["number","boolean"]`, `"type":"string"`,
		`"minimum":0.3`, `"maximum":2`, `"exclusiveMinimum":-1.25`, `"exclusiveMaximum":1.5`, `"multipleOf":0.25`, `"multipleOf":0.1`,
		`"enum":[null,1,0.1,"a",true]`, `"enum":["1970-01-01","x-12",-3.0]`, `"const":"ab"`, `"const":0.30000000000000004`, `"const":false`,
		`"minLength":2`, `"maxLength":10`, `"pattern":"^[a-zŁ0-9]"`, `"pattern":"(?=1)"`, `"format":"date"`, `"format":"date-time"`, `"format":"email"`,
		`"$ref":"#/$defs/d"`, `"allOf":[{"minimum":1},{"minLength":3}]`, `"anyOf":[{"type":"null"},{"minimum":1}]`, `"not":{"enum":[0,"a"]}`,
		`"if":{"minimum":1},"then":{"multipleOf":2}`, `"x-groflex":{"fake":"n"}`, `"title":"t"`,
	}
	r := rand.New(rand.NewPCG(2, 2))
	table := cells(60, 77)
	for range 120 {
		properties := map[string]json.RawMessage{}
		for _, f := range table.Fields {
			chosen := map[string]string{}
			for range r.IntN(4) {
				keyword := keywords[r.IntN(len(keywords))]
				name, _, _ := strings.Cut(keyword, ":")
				chosen[name] = keyword
			}
			if len(chosen) > 0 {
				properties[f.Name] = json.RawMessage("{" + strings.Join(slices.Collect(maps.Values(chosen)), ",") + "}")
			}
		}
		root := map[string]any{
			"$defs":      map[string]any{"d": map[string]any{"type": []string{"number", "string"}, "maximum": 1, "maxLength": 3}},
			"properties": properties, "required": []string{"raw", "int"}, "additionalProperties": r.IntN(2) == 0,
		}
		schema, _ := json.Marshal(root)
		j := judgeOf(t, string(schema))
		want := verdicts(j, table)
		if got := checked(j, table, 25); !reflect.DeepEqual(stripped(got), want) {
			t.Fatalf("%s:\n got %s\nwant %s", schema, show2(stripped(got)), show2(want))
		}
	}
}

// verdicts asks the judge about every row as JSON.
func verdicts(j *judge.Judge, t *column.Table) wire.Compliance {
	out := wire.Compliance{Checked: int64(t.Rows)}
	found := map[place]*wire.FaultCount{}
	for i := range t.Rows {
		record := map[string]any{}
		for c, f := range t.Fields {
			if v := &t.Cols[c]; !v.Null(i) || !f.Omit {
				record[f.Name] = Value(&t.Fields[c], v, i)
			}
		}
		faults := j.Validate(record)
		if len(faults) == 0 {
			out.Valid++
		}
		for _, v := range faults {
			at := place{v.Instance, v.Keyword}
			if found[at] == nil {
				found[at] = &wire.FaultCount{Instance: v.Instance, Keyword: v.Keyword, FirstRow: t.First + int64(i)}
			}
			found[at].Count++
		}
	}
	for _, f := range slices.Collect(maps.Values(found)) {
		out.Faults = append(out.Faults, *f)
	}
	finish(&out)
	return out
}

func checked(j *judge.Judge, t *column.Table, block int) wire.Compliance {
	c := NewChecker(j, t.Fields)
	for i := 0; i < t.Rows; i += block {
		c.Add(slice(t, i, min(i+block, t.Rows)))
	}
	return c.Compliance()
}

// stripped is c without the messages, which are ours or the judge's.
func stripped(c wire.Compliance) wire.Compliance {
	c.Faults = slices.Clone(c.Faults)
	for i := range c.Faults {
		c.Faults[i].Message = ""
	}
	return c
}

func show2(c wire.Compliance) string {
	text, _ := json.MarshalIndent(c, "", " ")
	return string(text)
}

// Blocks and parts add up to the verdict on the whole.
func TestCompliancePartsAddUp(t *testing.T) {
	for _, schema := range schemas {
		j := judgeOf(t, schema)
		table := cells(150, 9)
		want := checked(j, table, 150)
		if got := checked(j, table, 7); !reflect.DeepEqual(got, want) {
			t.Errorf("%s in blocks:\n got %s\nwant %s", schema, show2(got), show2(want))
		}
		a, b := NewChecker(j, table.Fields), NewChecker(j, table.Fields)
		a.Add(slice(table, 0, 40))
		b.Add(slice(table, 40, 150))
		for _, got := range []wire.Compliance{MergeCompliance(a.Compliance(), b.Compliance()), MergeCompliance(b.Compliance(), a.Compliance())} {
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s in parts:\n got %s\nwant %s", schema, show2(got), show2(want))
			}
		}
	}
}

func TestComplianceByHand(t *testing.T) {
	price := column.Vector{Kind: column.Decimal, Scale: 2, Ints: []int64{1250, -100, 0, 700}}
	price.SetNull(2, 4)
	status := column.Vector{Kind: column.Text}
	for _, s := range []string{"open", "closed", "open", "gone"} {
		status.AppendText(s)
	}
	table := &column.Table{
		Fields: []column.Field{{Name: "price", Kind: column.Decimal, Scale: 2, Places: 2}, {Name: "status", Kind: column.Text}},
		Cols:   []column.Vector{price, status}, Rows: 4,
	}
	got := checked(judgeOf(t, `{"type":"object","required":["price","status"],
		"properties":{"price":{"type":"number","minimum":0},"status":{"enum":["open","closed"]}}}`), table, 4)
	want := wire.Compliance{Checked: 4, Valid: 1, Share: 0.25, Faults: []wire.FaultCount{
		{Instance: "/price", Keyword: "/properties/price/minimum", Message: "must be at least 0, not -1.00", Count: 1, FirstRow: 1},
		{Instance: "/price", Keyword: "/properties/price/type", Message: "must be number, not null", Count: 1, FirstRow: 2},
		{Instance: "/status", Keyword: "/properties/status/enum", Message: `must be one of "open", "closed", not "gone"`, Count: 1, FirstRow: 3},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %s", show2(got))
	}
	if c := checked(judgeOf(t, `{}`), &column.Table{}, 1); c.Share != 1 || c.Checked != 0 {
		t.Errorf("no rows: %+v", c)
	}
}

// Ordinary schemas never trouble the judge.
func TestSimpleSchemasAreCheckedOnColumns(t *testing.T) {
	for _, n := range []int{1, 3, 5, 6, 9, 12, 14} {
		if c := NewChecker(judgeOf(t, schemas[n]), cells(1, 1).Fields); c.judge != nil {
			t.Errorf("%s goes to the judge", schemas[n])
		}
	}
}
