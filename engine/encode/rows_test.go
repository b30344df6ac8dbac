package encode

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// whole encodes a table in blocks of the given sizes, in turn.
func whole(t testing.TB, format string, o Options, table *column.Table, blocks ...int) string {
	t.Helper()
	e, err := New(format, table.Fields, o)
	if err != nil {
		t.Fatal(err)
	}
	dst := e.Begin(nil)
	for from, i := 0, 0; from < table.Rows; i++ {
		to := min(from+blocks[i%len(blocks)], table.Rows)
		dst = e.Append(dst, slice(table, from, to))
		from = to
	}
	return string(e.End(dst, int64(table.Rows)))
}

// firstDifference shows where two texts part.
func firstDifference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	around := func(s string) string { return s[max(i-60, 0):min(i+40, len(s))] }
	return "got  …" + around(got) + "…\nwant …" + around(want) + "…"
}

func TestEqualsTheNaiveEncoder(t *testing.T) {
	for seed := range uint64(60) {
		table := invent(seed, 1+int(seed%13), 1+int(seed*7%300))
		lines := naiveObjects(table)
		for format, want := range map[string]string{
			"csv":    naiveCSV(table),
			"ndjson": strings.Join(lines, "\n") + "\n",
			"json":   "[\n" + strings.Join(lines, ",\n") + "\n]\n",
		} {
			if got := whole(t, format, Options{}, table, 1000); got != want {
				t.Fatalf("seed %d, %s:\n%s", seed, format, firstDifference(got, want))
			}
		}
	}
}

func TestEverySplitGivesTheSameBytes(t *testing.T) {
	for _, format := range Formats() {
		for seed := range uint64(6) {
			table := invent(100+seed, 8, 1300)
			for i := range table.Fields {
				table.Fields[i].Name += "_" + string(rune('a'+i))
			}
			o := Options{Table: "t"}
			want := whole(t, format, o, table, 1300)
			for _, blocks := range [][]int{{1}, {7, 64, 1, 300}, {499, 2}, {500}} {
				if got := whole(t, format, o, table, blocks...); got != want {
					t.Fatalf("%s, seed %d, blocks of %d: %s", format, seed, blocks, firstDifference(got, want))
				}
			}
		}
	}
}

// Slices are encoded by encoders that never saw row 0.
func TestSlicesConcatenate(t *testing.T) {
	table := invent(7, 9, 1777)
	for _, format := range Formats() {
		want := whole(t, format, Options{Table: "t"}, table, 1777)
		for _, slices := range []int{1, 3, 17} {
			var got []byte
			for k := range slices {
				e, err := New(format, table.Fields, Options{Table: "t"})
				if err != nil {
					t.Fatal(err)
				}
				if k == 0 {
					got = e.Begin(got)
				}
				got = append(got, e.Append(nil, slice(table, table.Rows*k/slices, table.Rows*(k+1)/slices))...)
				if k == slices-1 {
					got = e.End(got, int64(table.Rows))
				}
			}
			if string(got) != want {
				t.Errorf("%s in %d slices: %s", format, slices, firstDifference(string(got), want))
			}
		}
	}
}

func TestNoRows(t *testing.T) {
	table := invent(1, 2, 0)
	table.Fields = []column.Field{{Name: "a", Kind: column.Int}, {Name: "b", Kind: column.Text}}
	for format, want := range map[string]string{"csv": "a,b\n", "json": "[\n]\n", "ndjson": ""} {
		if got := whole(t, format, Options{}, table, 1); got != want {
			t.Errorf("%s: %q, want %q", format, got, want)
		}
	}
	if got := whole(t, "sql", Options{Table: "t"}, table, 1); strings.Contains(got, "INSERT") || !strings.HasSuffix(got, ");\nBEGIN;\nCOMMIT;\n") {
		t.Errorf("sql: %q", got)
	}
}

func TestRowsAreAppendedBehindWhatIsThere(t *testing.T) {
	table := invent(3, 5, 700)
	e, err := New("csv", table.Fields, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := e.Append(nil, table)
	kept := append(make([]byte, 0, 40), "kept"...)
	if got := e.Append(kept, table); !bytes.Equal(got, append([]byte("kept"), want...)) {
		t.Error("what stood in dst was lost, or the rows changed")
	}
}

func TestUnknownFormat(t *testing.T) {
	_, err := New("xml", nil, Options{})
	var faults wire.Faults
	if !errors.As(err, &faults) || faults[0].Pointer != "/format" || !strings.Contains(faults[0].Remedy, "ndjson") {
		t.Errorf("%v", err)
	}
}

func TestAppendDoesNotAllocate(t *testing.T) {
	table := invent(11, 12, 1000)
	for _, format := range Formats() {
		e, err := New(format, table.Fields, Options{Table: "t"})
		if err != nil {
			t.Fatal(err)
		}
		dst := e.Append(nil, table)
		// Only raw columns without spare memory are copied, once a block.
		if n := testing.AllocsPerRun(5, func() { dst = e.Append(dst[:0], table) }); n > float64(len(table.Fields)) {
			t.Errorf("%s: %.0f allocations a block", format, n)
		}
	}
}

// Stores run past the cell's end, but not past the memory they were given.
func TestStoresStayInBounds(t *testing.T) {
	const canary = 0xaa
	memory := func() []byte { return bytes.Repeat([]byte{canary}, 1<<16) }
	intact := func(b []byte) bool { return len(bytes.TrimLeft(b, "\xaa")) == 0 }
	for seed := range uint64(200) {
		table := invent(1000+seed, 1+int(seed%4), 1+int(seed%3))
		for _, format := range Formats() {
			e, err := New(format, table.Fields, Options{Table: "t"})
			if err != nil {
				t.Fatal(err)
			}
			r := e.(*rows)
			r.strip.buf = memory()
			dst := r.Append(memory()[:0], table)
			if slots := table.Rows * r.strip.stride; slots > len(r.strip.buf) || !intact(r.strip.buf[slots:]) {
				t.Errorf("%s, seed %d: a store behind the last slot", format, seed)
			}
			if !intact(dst[len(dst)+slack : cap(dst)]) {
				t.Errorf("%s, seed %d: a store far behind the last row", format, seed)
			}
		}
	}
}
