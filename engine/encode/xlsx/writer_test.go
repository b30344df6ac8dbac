package xlsx

import (
	"bytes"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

var texts = []string{"plain", "", " a  b ", `<&>"'`, "tab\tline\nend", "cr\r", "nul\x00bell\a", "_x0041_", "_x", "日本語 👩‍⚕️", "=1+2", "bad\xff", "\uffff"}

// sheet makes a table of one column.
func sheet(f column.Field, fill func(v *column.Vector), rows int) *column.Table {
	t := &column.Table{Fields: []column.Field{f}, Cols: make([]column.Vector, 1), Rows: rows}
	t.Cols[0].Reset(f, rows)
	fill(&t.Cols[0])
	return t
}

func write(t testing.TB, name string, blocks ...*column.Table) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := New(&file, name, blocks[0].Fields)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		if err := w.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// read is the first column as excelize reads it, raw or as Excel shows it.
func read(t testing.TB, file []byte, raw bool) []string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(f.GetSheetName(0), excelize.Options{RawCellValue: raw})
	if err != nil {
		t.Fatal(err)
	}
	var cells []string
	for _, row := range rows {
		if len(row) == 0 {
			row = []string{""}
		}
		cells = append(cells, row[0])
	}
	return cells
}

func TestTextsReadBack(t *testing.T) {
	f := column.Field{Name: "a <name>", Kind: column.Text}
	table := sheet(f, func(v *column.Vector) {
		for _, s := range texts {
			v.AppendText(s)
		}
	}, len(texts))
	got := read(t, write(t, "s", table), true)
	want := append([]string{f.Name}, texts...)
	for i := range want {
		if want := strings.ToValidUTF8(want[i], "\ufffd"); got[i] != want {
			t.Errorf("%q, want %q", got[i], want)
		}
	}
}

func TestNumbersReadBack(t *testing.T) {
	cases := []struct {
		field  column.Field
		ints   []int64
		floats []float64
		raw    []string
		shown  []string
	}{
		{column.Field{Kind: column.Int}, []int64{0, -7, 999_999_999_999_999, 1e15, math.MinInt64}, nil,
			[]string{"0", "-7", "999999999999999", "1000000000000000", "-9223372036854775808"}, nil},
		{column.Field{Kind: column.Decimal, Scale: 2, Places: 2}, []int64{0, 5, -1250, 100, 123456}, nil,
			[]string{"0.00", "0.05", "-12.50", "1.00", "1234.56"}, []string{"0.00", "0.05", "-12.50", "1.00", "1234.56"}},
		{column.Field{Kind: column.Float}, nil, []float64{0.1, -1e300, 1e-9, math.NaN(), 3}, []string{"0.1", "-1e+300", "1e-09", "", "3"}, nil},
		{column.Field{Kind: column.Bool}, []int64{0, 1}, nil, []string{"0", "1"}, []string{"FALSE", "TRUE"}},
		{column.Field{Kind: column.Date}, []int64{0, 20_454, -25_508, -25_509, 2_932_896, 2_932_897}, nil,
			[]string{"25569", "46023", "61", "1900-02-28", "2958465", "10000-01-01"}, []string{"1970-01-01", "2026-01-01", "1900-03-01", "1900-02-28", "9999-12-31", "10000-01-01"}},
		{column.Field{Kind: column.Time}, []int64{0, 1_767_268_800_000_000, 1_767_225_661_000_000, -1}, nil,
			[]string{"25569", "46023.500000000000", "46023.000706018519", "25568.999999999988"}, []string{"1970-01-01 00:00:00", "2026-01-01 12:00:00", "2026-01-01 00:01:01"}},
	}
	for _, c := range cases {
		table := sheet(c.field, func(v *column.Vector) { v.Ints, v.Floats = c.ints, c.floats }, len(c.raw))
		file := write(t, "s", table)
		for i, got := range read(t, file, true)[1:] {
			if got != c.raw[i] {
				t.Errorf("%s: raw %q, want %q", c.field.Kind, got, c.raw[i])
			}
		}
		shown := read(t, file, false)[1:]
		for i, want := range c.shown {
			if shown[i] != want {
				t.Errorf("%s: shown as %q, want %q", c.field.Kind, shown[i], want)
			}
		}
	}
}

// A missing cell does not move the cells behind it, and blocks of any size
// give the same bytes.
func TestMissingCellsAndBlocks(t *testing.T) {
	fields := []column.Field{{Name: "a", Kind: column.Int}, {Name: "b", Kind: column.Int}}
	block := func(from, to int) *column.Table {
		b := &column.Table{Fields: fields, Cols: make([]column.Vector, 2), First: int64(from), Rows: to - from}
		for k := range b.Cols {
			b.Cols[k].Reset(fields[k], b.Rows)
			for i := range b.Rows {
				b.Cols[k].Ints[i] = int64(from + i + k)
				if k == 0 && (from+i)%2 == 0 {
					b.Cols[k].SetNull(i, b.Rows)
				}
			}
		}
		return b
	}
	file := write(t, "s", block(0, 3000))
	if !bytes.Equal(file, write(t, "s", block(0, 1), block(1, 1), block(1, 3000))) {
		t.Error("blocks change the file")
	}
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{"A2": "", "B2": "1", "A3": "1", "B3": "2", "B3001": "3000"} {
		if got, _ := f.GetCellValue("s", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}

func TestSheetNames(t *testing.T) {
	table := sheet(column.Field{Name: "a", Kind: column.Int}, func(*column.Vector) {}, 1)
	for name, want := range map[string]string{
		"": "Sheet1", "'": "Sheet1", "orders": "orders", "a/b?": "a_b_", `"<&`: `"<&`, strings.Repeat("é", 40): strings.Repeat("é", 31),
	} {
		f, err := excelize.OpenReader(bytes.NewReader(write(t, name, table)))
		if err != nil {
			t.Fatal(err)
		}
		if got := f.GetSheetName(0); got != want {
			t.Errorf("%q became %q, want %q", name, got, want)
		}
	}
}

func TestLimitsAreSaid(t *testing.T) {
	f := column.Field{Name: "a", Kind: column.Text}
	long := sheet(f, func(v *column.Vector) { v.AppendText(strings.Repeat("x", MaxText+1)) }, 1)
	full := sheet(f, func(v *column.Vector) { v.AppendText("") }, 1)
	for name, c := range map[string]struct {
		table *column.Table
		rows  int64
		fits  bool
	}{
		"a long text":  {long, 0, false},
		"the last row": {full, MaxRows - 1, true},
		"one row more": {full, MaxRows, false},
	} {
		w, err := New(io.Discard, "s", c.table.Fields)
		if err != nil {
			t.Fatal(err)
		}
		w.rows = c.rows
		err = w.Write(c.table)
		var faults wire.Faults
		if fault := errors.As(err, &faults) && faults[0].Kind == wire.TooLarge; fault == c.fits {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := New(io.Discard, "s", make([]column.Field, MaxColumns+1)); err == nil {
		t.Error("too many columns")
	}
}

func BenchmarkWrite(b *testing.B) {
	table := sheet(column.Field{Name: "a", Kind: column.Int}, func(v *column.Vector) {
		for i := range v.Ints {
			v.Ints[i] = int64(i) * 7919
		}
	}, 4096)
	for range 11 {
		table.Fields, table.Cols = append(table.Fields, table.Fields[0]), append(table.Cols, table.Cols[0])
	}
	w, err := New(io.Discard, "s", table.Fields)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		w.rows = 0
		if err := w.Write(table); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*table.Rows), "ns/row")
}
