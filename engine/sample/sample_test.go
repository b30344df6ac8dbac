package sample

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

func read(t *testing.T, text string) *Sample {
	t.Helper()
	s, err := Read(wire.Document{Data: text})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRowsAreGivenBackByteByByte(t *testing.T) {
	for _, text := range []string{
		"a,b\n1,2\n3,4\n",
		"a,b\r\n1,2\r\n3,4",
		"\ufeffa;b\n\"x;y\";2\n\"line\nbreak\";4\n",
		"a\tb\n1\t2\n\n3\t4\n\n",
		"only\n1\n\n2\n",
		"{\"a\":1}\n\n{\"a\":2}",
	} {
		s := read(t, text)
		whole := s.HeaderBytes()
		for row := range s.Table.Rows {
			whole += s.RowBytes(row)
		}
		if whole != text {
			t.Errorf("%q comes back as %q", text, whole)
		}
	}
}

func TestKinds(t *testing.T) {
	cases := []struct {
		cells string
		want  column.Field
	}{
		{"1|2|-3", column.Field{Kind: column.Int}},
		{"1.0|2.15|7.5", column.Field{Kind: column.Decimal, Scale: 2, Places: 1}},
		{"12.50|0.75|3.00", column.Field{Kind: column.Decimal, Scale: 2, Places: 2}},
		{"7|7.5|0.25", column.Field{Kind: column.Decimal, Scale: 2}},
		{"9.83e-05|0.5|1.25", column.Field{Kind: column.Decimal, Scale: 7, Places: 1}},
		{"1e300|2|3", column.Field{Kind: column.Float}},
		{"3|NA|4", column.Field{Kind: column.Int, Null: "NA"}},
		{"007|042|100", column.Field{Kind: column.Text}},
		{"Yes|No|Yes", column.Field{Kind: column.Text}},
		{"2024-02-29|2023-01-01|", column.Field{Kind: column.Date}},
		{"2/29/2024|12/1/2023|1/15/2020", column.Field{Kind: column.Date, Layout: "1/2/2006"}},
		{"31.12.2024|01.02.2023|05.05.2025", column.Field{Kind: column.Date, Layout: "02.01.2006"}},
		{"2024-01-01 10:00:00|2024-01-01 23:59:59|2024-06-01 00:00:00", column.Field{Kind: column.Time, Layout: "2006-01-02 15:04:05"}},
		{"2024-13-01|2024-01-01|x", column.Field{Kind: column.Text}},
		{"||", column.Field{Kind: column.Text}},
	}
	for _, c := range cases {
		s := read(t, "v,w\n"+strings.ReplaceAll(c.cells, "|", ",1\n")+",1\n")
		got := s.Table.Fields[0]
		c.want.Name = "v"
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.cells, got, c.want)
		}
	}
}

func TestRoles(t *testing.T) {
	var b strings.Builder
	b.WriteString("customerID,n,email,phone,note,gender,fee,flag\n")
	for i := range 40 {
		b.WriteString(strings.Join([]string{
			string(rune('A'+i%26)) + string(rune('A'+i/26)) + "-" + string(rune('0'+i%10)) + "77",
			[]string{"3", "5", "5"}[i%3],
			"user" + string(rune('a'+i%26)) + "@example.org",
			"+1 (555) 010-00" + string(rune('0'+i%10)) + "1",
			"the " + strings.Repeat("very ", i) + "long story of a row",
			[]string{"F", "M"}[i%2],
			[]string{`"$1,234.50"`, "$7.25", "$12.00"}[i%3],
			"same",
		}, ",") + "\n")
	}
	s := read(t, b.String())
	want := []struct {
		role     Role
		provider string
	}{{Key, ""}, {Quantity, ""}, {Personal, "person.email"}, {Personal, "place.phone"}, {FreeText, "text"}, {Category, ""}, {Quantity, ""}, {Constant, ""}}
	for i, w := range want {
		if got := s.Columns[i]; got.Role != w.role || got.Provider != w.provider {
			t.Errorf("%s: %s %q, want %s %q", s.Table.Fields[i].Name, got.Role, got.Provider, w.role, w.provider)
		}
	}
	if f := s.Columns[6].Format; f == nil || string(f.Append(nil, 123450)) != "$1,234.50" {
		t.Errorf("format of fee: %+v", f)
	}
	if got := s.Columns[6].Number.Ints[1]; got != 725 {
		t.Errorf("$7.25 is read as %d cents", got)
	}
}

func TestNamesAreCompleted(t *testing.T) {
	s := read(t, "a,,a,a_2\n1,2,3,4\n")
	for i, want := range []string{"a", "column_2", "a_3", "a_2"} {
		if got := s.Table.Fields[i].Name; got != want {
			t.Errorf("column %d is called %q, want %q", i, got, want)
		}
	}
	if len(s.Notes()) < 2 {
		t.Errorf("notes: %v", s.Notes())
	}
}

func TestFaultsNameTheirPlace(t *testing.T) {
	cases := []struct {
		text         string
		line, column int
		says         string
	}{
		{"a,b\n1,2\n3\n", 3, 1, "1 cells"},
		{"a,b\n1,\"x\n", 2, 3, "never closed"},
		{"a,b\n1,\"x\"y\n", 2, 6, "closing quote"},
		{"a,b\n1,\xff\n", 2, 3, "UTF-8"},
		{"a,b\nCaf\xe9,1\n", 2, 4, "Latin-1"},
		{"\xff\xfea\x00,\x00b\x00\n\x00", 1, 1, "UTF-16"},
		{"a,b\n1,\x002\x00\n", 2, 3, "UTF-16"},
		{"[{\"a\":1},\n {\"a\" 2}]", 2, 7, "invalid character"},
		{"{\"a\":1}\n{\"a\":}\n", 2, 6, "invalid character"},
		{"[1]", 1, 2, "object"},
		{"", 0, 0, "empty"},
		{"a,b\n", 0, 0, "no rows"},
	}
	for _, c := range cases {
		_, err := Read(wire.Document{Data: c.text})
		faults, ok := err.(wire.Faults)
		if !ok {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if f := faults[0]; f.Line != c.line || f.Column != c.column || !strings.Contains(f.Message, c.says) {
			t.Errorf("%q: %v, want line %d, column %d: %s", c.text, f, c.line, c.column, c.says)
		}
	}
	_, err := Read(wire.Document{Data: "a,b\n1\n2\n3,4\n5\n"})
	if faults, _ := err.(wire.Faults); len(faults) != 3 {
		t.Errorf("three ragged rows: %v", err)
	}
}

func TestJSONAndCSVAgree(t *testing.T) {
	csv := read(t, "n,x,word,day\n1,2.5,a b,2024-01-01\n2,3.5,c,2024-01-02\n,4.5,\"d\"\"\",2024-01-03\n")
	text := `[{"n":1,"x":2.5,"word":"a b","day":"2024-01-01"},{"n":2,"x":3.5,"word":"c","day":"2024-01-02"},{"x":4.5,"word":"d\"","day":"2024-01-03"}]`
	for _, other := range []*Sample{read(t, text), read(t, strings.ReplaceAll(strings.Trim(text, "[]"), "},{", "}\n{"))} {
		for i := range csv.Table.Fields {
			a, b := csv.Table.Fields[i], other.Table.Fields[i]
			if a != b {
				t.Errorf("%s: %+v in CSV, %+v in JSON", a.Name, a, b)
			}
			for row := range 3 {
				v, w := &csv.Table.Cols[i], &other.Table.Cols[i]
				if v.Null(row) != w.Null(row) || v.Ints != nil && v.Ints[row] != w.Ints[row] || v.Dict != nil && string(v.Bytes(row)) != string(w.Bytes(row)) {
					t.Errorf("%s, row %d differs", a.Name, row)
				}
			}
		}
	}
}

func TestJSONKeepsItsKinds(t *testing.T) {
	s := read(t, `[{"id":"007","ok":true,"tags":["a", {"b": 1}],"n":"12"},{"id":"008","ok":false,"tags":[],"n":"13"}]`)
	for i, want := range []column.Kind{column.Text, column.Bool, column.JSON, column.Text} {
		if got := s.Table.Fields[i].Kind; got != want {
			t.Errorf("%s is %s, want %s", s.Table.Fields[i].Name, got, want)
		}
	}
	if got := string(s.Table.Cols[2].Bytes(0)); got != `["a",{"b":1}]` {
		t.Errorf("tags: %s", got)
	}
}

func TestPatternCountsItsTexts(t *testing.T) {
	p := ParsePattern("#A-*")
	if got := p.Space(); got != 10*26*62 {
		t.Errorf("space: %d", got)
	}
	seen := map[string]bool{}
	for i := range p.Space() {
		text := p.Append(nil, i)
		back, ok := p.index(text)
		if seen[string(text)] || !ok || back != i {
			t.Fatalf("%d: %q, back %d", i, text, back)
		}
		seen[string(text)] = true
	}
}

// A document is read or refused with faults, and what is read keeps its rows.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"a,b\n1,2\n", "a;b\n\"x\"\"\";2\r\n", "[{\"a\":[1,{}]}]", "{\"a\":null}\n{\"b\":1e5}", "\ufeffx\n$1,000.50\n", "a\n\n\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Read(wire.Document{Data: text})
		if err != nil {
			if _, ok := err.(wire.Faults); !ok {
				t.Fatalf("%q: %T %v", text, err, err)
			}
			return
		}
		for i := range s.Table.Cols {
			if got := s.Table.Cols[i].Len(); got != s.Table.Rows {
				t.Fatalf("%q: column %d has %d cells of %d", text, i, got, s.Table.Rows)
			}
		}
		if !json.Valid(s.Schema()) {
			t.Fatalf("%q: schema %s", text, s.Schema())
		}
		s.Notes()
	})
}

func BenchmarkRead(b *testing.B) {
	text := "id,name,amount,day\n" + strings.Repeat("17,Anna Berg,12.50,2024-01-01\n18,Bo Lie,7.25,2024-01-02\n", 20000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(wire.Document{Data: text}); err != nil {
			b.Fatal(err)
		}
	}
}
