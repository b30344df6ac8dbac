package parquet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"testing"

	reader "github.com/parquet-go/parquet-go"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

var fields = []column.Field{
	{Name: "ok", Kind: column.Bool},
	{Name: "n", Kind: column.Int},
	{Name: "amount", Kind: column.Decimal, Scale: 2},
	{Name: "x", Kind: column.Float},
	{Name: "born", Kind: column.Date},
	{Name: "at", Kind: column.Time},
	{Name: "id", Kind: column.Text},
	{Name: "city", Kind: column.Text},
	{Name: "doc", Kind: column.JSON},
}

var cities = column.NewDict([]string{"Bern", "Åarau", "Genève", "Zug", "never drawn, and longer than the others"})

// block invents rows from first on; every seventh cell is missing, with
// another phase in each column but the first.
func block(first int64, rows int) *column.Table {
	t := &column.Table{Fields: fields, Cols: make([]column.Vector, len(fields)), First: first, Rows: rows}
	for i, f := range fields {
		v := &t.Cols[i]
		v.Reset(f, rows)
		if f.Name == "city" {
			v.UseDict(cities, rows)
		}
		s := rng.New(1, f.Name)
		for row := range rows {
			u := s.At(first + int64(row))
			switch f.Kind {
			case column.Bool:
				v.Ints[row] = int64(u & 1)
			case column.Float:
				v.Floats[row] = rng.Unit(u)*2 - 1
			case column.Date:
				v.Ints[row] = int64(u%40_000) - 10_000
			case column.Text, column.JSON:
				if v.Dict != nil {
					v.Codes[row] = uint32(u % 4)
				} else {
					v.AppendText(fmt.Sprintf(`{"u":%d}`, u>>(u%64)))
				}
			default:
				v.Ints[row] = int64(u) >> (u % 64)
			}
			if i > 0 && (int(first)+row+i)%7 == 0 {
				v.SetNull(row, rows)
			}
		}
	}
	return t
}

// write makes a file of blocks.
func write(t testing.TB, blocks ...*column.Table) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := New(&file, blocks[0].Fields)
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

// checkCell compares a cell with what was read of it.
func checkCell(t *testing.T, v *column.Vector, i int, got reader.Value) {
	t.Helper()
	var want reader.Value
	switch {
	case v.Null(i):
		want = reader.NullValue()
	case v.Kind == column.Bool:
		want = reader.BooleanValue(v.Ints[i] == 1)
	case v.Kind == column.Float:
		want = reader.DoubleValue(v.Floats[i])
	case v.Kind == column.Date:
		want = reader.Int32Value(int32(v.Ints[i]))
	case v.Kind == column.Text || v.Kind == column.JSON:
		want = reader.ByteArrayValue(v.Bytes(i))
	default:
		want = reader.Int64Value(v.Ints[i])
	}
	if !reader.Equal(got, want) {
		t.Fatalf("row %d of %s: %v, want %v", i, v.Kind, got, want)
	}
}

// An independent reader finds every cell, across pages and blocks of all
// sizes.
func TestReadsBack(t *testing.T) {
	for _, sizes := range [][]int{{1}, {8, 0, 9}, {1000, 1, 24}, {pageRows + 100}} {
		var blocks []*column.Table
		first := int64(0)
		for _, n := range sizes {
			blocks = append(blocks, block(first, n))
			first += int64(n)
		}
		data := write(t, blocks...)
		f, err := reader.OpenFile(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if f.NumRows() != first {
			t.Fatalf("%d rows, want %d", f.NumRows(), first)
		}
		rows := f.RowGroups()[0].Rows()
		for _, b := range blocks {
			for i := range b.Rows {
				var row [1]reader.Row
				if n, err := rows.ReadRows(row[:]); n != 1 {
					t.Fatalf("row %d: %v", i, err)
				}
				for k, value := range row[0] {
					checkCell(t, &b.Cols[k], i, value)
				}
			}
		}
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestTypes(t *testing.T) {
	data := write(t, block(0, 10))
	f, err := reader.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"BOOLEAN", "INT64", "DECIMAL(18,2)", "DOUBLE", "DATE",
		"TIMESTAMP(isAdjustedToUTC=true,unit=MICROS)", "STRING", "STRING", "JSON"} {
		if got := f.Schema().Fields()[i].Type().String(); got != want {
			t.Errorf("%s: %s, want %s", fields[i].Name, got, want)
		}
	}
}

// The bounds and null counts of chunks are those of their cells.
func TestStatistics(t *testing.T) {
	b := block(0, 1000)
	data := write(t, b)
	f, err := reader.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for i, chunk := range f.Metadata().RowGroups[0].Columns {
		v := &b.Cols[i]
		var least, most reader.Value
		kind := f.Schema().Fields()[i].Type()
		nulls := int64(0)
		for row := range b.Rows {
			var x reader.Value
			switch {
			case v.Null(row):
				nulls++
				continue
			case v.Kind == column.Bool:
				x = reader.BooleanValue(v.Ints[row] == 1)
			case v.Kind == column.Float:
				x = reader.DoubleValue(v.Floats[row])
			case v.Kind == column.Date:
				x = reader.Int32Value(int32(v.Ints[row]))
			case v.Kind == column.Text || v.Kind == column.JSON:
				x = reader.ByteArrayValue(v.Bytes(row))
			default:
				x = reader.Int64Value(v.Ints[row])
			}
			if least.IsNull() || kind.Compare(x, least) < 0 {
				least = x
			}
			if most.IsNull() || kind.Compare(x, most) > 0 {
				most = x
			}
		}
		got := chunk.MetaData.Statistics
		if got.NullCount != nulls || !bytes.Equal(got.MinValue, least.Bytes()) || !bytes.Equal(got.MaxValue, most.Bytes()) {
			t.Errorf("%s: %d nulls from %q to %q, want %d from %v to %v", fields[i].Name, got.NullCount, got.MinValue, got.MaxValue, nulls, least, most)
		}
	}
}

// A dictionary that changes within a row group does not garble the texts
// before or after.
func TestChangingDictionaries(t *testing.T) {
	one := []column.Field{{Name: "a", Kind: column.Text}}
	var blocks []*column.Table
	for _, d := range []*column.Dict{cities, column.NewDict([]string{"x", "y"}), cities} {
		b := &column.Table{Fields: one, Cols: make([]column.Vector, 1), Rows: 9}
		b.Cols[0].Reset(one[0], 9)
		b.Cols[0].UseDict(d, 9)
		b.Cols[0].Codes[3] = 1
		blocks = append(blocks, b)
	}
	blocks[2].Cols[0].Nulls = column.Bits{0x1ff} // nothing but nulls
	data := write(t, blocks...)
	f, err := reader.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	rows := f.RowGroups()[0].Rows()
	defer rows.Close()
	for _, b := range blocks {
		for i := range b.Rows {
			var row [1]reader.Row
			if n, err := rows.ReadRows(row[:]); n != 1 {
				t.Fatal(err)
			}
			checkCell(t, &b.Cols[0], i, row[0][0])
		}
	}
}

// Row groups keep memory bounded: a file larger than one has several.
func TestRowGroups(t *testing.T) {
	b := block(0, pageRows)
	var blocks []*column.Table
	for range 12 {
		blocks = append(blocks, b)
	}
	data := write(t, blocks...)
	f, err := reader.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.RowGroups()); n < 2 || f.NumRows() != 12*pageRows {
		t.Errorf("%d row groups, %d rows, %d bytes", n, f.NumRows(), len(data))
	}
}

func TestNotANumberHasNoBounds(t *testing.T) {
	b := block(0, 2)
	b.Cols[3].Floats[0] = math.NaN()
	data := write(t, b)
	f, err := reader.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if s := f.Metadata().RowGroups[0].Columns[3].MetaData.Statistics; s.MinValue != nil || s.MaxValue != nil {
		t.Errorf("bounds %v, %v", s.MinValue, s.MaxValue)
	}
}

func TestFaults(t *testing.T) {
	_, err := New(io.Discard, []column.Field{{Name: "a"}, {Name: "a"}, {}})
	var faults wire.Faults
	if !errors.As(err, &faults) || len(faults) != 2 {
		t.Errorf("%v", err)
	}
	if _, err := New(broken{}, fields); !errors.Is(err, errBroken) {
		t.Errorf("%v", err)
	}
}

var errBroken = errors.New("disk full")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func BenchmarkWrite(b *testing.B) {
	t := block(0, 4096)
	w, err := New(io.Discard, t.Fields)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Write(t); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(w.at / int64(b.N))
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*t.Rows), "ns/row")
}
