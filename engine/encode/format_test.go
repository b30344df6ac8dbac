package encode

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
)

// one is a table of a single column of texts beside a number, so that rows
// are never empty.
func one(f column.Field, texts ...string) *column.Table {
	t := &column.Table{Rows: len(texts), Fields: []column.Field{f, {Name: "n", Kind: column.Int}}, Cols: make([]column.Vector, 2)}
	t.Cols[0].Reset(f, len(texts))
	t.Cols[1].Reset(t.Fields[1], len(texts))
	for _, s := range texts {
		t.Cols[0].AppendText(s)
	}
	return t
}

// encoding/csv reads every text back, but for \r\n, which it makes \n.
func checkCSV(t *testing.T, text string, delimiter byte, crlf bool) {
	t.Helper()
	table := one(column.Field{Name: "head," + text, Kind: column.Text}, text, "next")
	out := whole(t, "csv", Options{Delimiter: delimiter, CRLF: crlf}, table, 2)
	r := csv.NewReader(strings.NewReader(out))
	r.Comma = rune(delimiter)
	got, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%q: %v in %q", text, err, out)
	}
	read := strings.NewReplacer("\r\n", "\n")
	if len(got) != 3 || got[0][0] != "head,"+read.Replace(text) || got[1][0] != read.Replace(text) || got[2][0] != "next" {
		t.Errorf("%q was read as %q", text, got)
	}
	bare := text != "" && !strings.ContainsAny(text, "\"\r\n"+string(rune(delimiter)))
	if bare && !strings.Contains(out, "\n"+text+string(rune(delimiter))+"0") {
		t.Errorf("%q was quoted needlessly", text)
	}
}

func FuzzCSV(f *testing.F) {
	for _, text := range nasty {
		f.Add(text, uint8(0))
	}
	f.Fuzz(func(t *testing.T, text string, n uint8) {
		if strings.HasSuffix(text, "\r") {
			text += "." // encoding/csv drops a carriage return before the line's end
		}
		checkCSV(t, text, ",;|\t"[n%4], n&4 != 0)
	})
}

func FuzzJSON(f *testing.F) {
	for _, text := range nasty {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		out := whole(t, "json", Options{}, one(column.Field{Name: name, Kind: column.Text}, text, "next"), 2)
		var rows []map[string]any
		if err := json.Unmarshal([]byte(out), &rows); err != nil {
			t.Fatalf("%v in %q", err, out)
		}
		if name != "n" && rows[0][fixUTF8(name)] != fixUTF8(text) {
			t.Errorf("%q was read as %q", text, rows[0])
		}
	})
}

// A missing cell and an empty text differ, in every form a text can take.
func TestNullIsNotEmpty(t *testing.T) {
	table := one(column.Field{Name: "a", Kind: column.Text}, "", "", "x")
	table.Cols[0].SetNull(0, 3)
	coded := *table
	coded.Cols = append([]column.Vector{}, table.Cols...)
	coded.Cols[0] = column.Vector{Kind: column.Text, Dict: column.NewDict([]string{"", "x"}), Codes: []uint32{0, 0, 1}, Nulls: table.Cols[0].Nulls}
	for format, want := range map[string]string{
		"csv":    "a,n\n,0\n\"\",0\nx,0\n",
		"ndjson": `{"a":null,"n":0}` + "\n" + `{"a":"","n":0}` + "\n" + `{"a":"x","n":0}` + "\n",
	} {
		for _, table := range []*column.Table{table, &coded} {
			e, _ := New(format, table.Fields, Options{})
			if got := string(e.Append(e.Begin(nil), table)); got != want {
				t.Errorf("%s: %q, want %q", format, got, want)
			}
		}
	}
}

func TestOmittedProperties(t *testing.T) {
	table := one(column.Field{Name: "a", Kind: column.Text, Omit: true}, "x", "y")
	table.Fields[1].Omit = true
	table.Cols[0].SetNull(0, 2)
	table.Cols[0].SetNull(1, 2)
	table.Cols[1].SetNull(1, 2)
	e, _ := New("ndjson", table.Fields, Options{})
	if got, want := string(e.Append(nil, table)), "{\"n\":0}\n{}\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func FuzzFloat(f *testing.F) {
	for _, x := range []float64{0, math.Copysign(0, -1), 0.1, 1e-6, 9.99e-7, 1e21, 5e-324, 12345.678901, 123456789.123456, 999999999.9999999, 0.1 + 0.2, 1e9, 4.35} {
		f.Add(x)
	}
	f.Fuzz(func(t *testing.T, x float64) {
		if x-x != 0 {
			return
		}
		c := floats{}
		var s strip
		c.prepare(&column.Vector{Floats: []float64{x, -x}})
		s.open(2, floatWidth)
		c.write(&s, 0)
		for i, x := range c.cells {
			want, _ := json.Marshal(x)
			if got := s.buf[i*s.stride : s.end[i]]; string(got) != string(want) {
				t.Errorf("%q, want %q", got, want)
			}
		}
	})
}

func TestDelimiterIsChecked(t *testing.T) {
	if _, err := New("csv", nil, Options{Delimiter: '"'}); err == nil || !strings.Contains(err.Error(), "/delimiter") {
		t.Errorf("%v", err)
	}
}
