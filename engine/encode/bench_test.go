package encode

import (
	"fmt"
	"testing"
	"time"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// customers is a block like retail/customers: 12 columns, about 175 bytes of
// CSV and 306 of JSON a row.
func customers(rows int) *column.Table {
	t := &column.Table{Name: "customers", Rows: rows}
	s := rng.New(1, "bench")
	add := func(f column.Field, fill func(v *column.Vector, i int, bits uint64)) {
		var v column.Vector
		v.Reset(f, rows)
		for i := range rows {
			fill(&v, i, s.Lane(uint64(len(t.Cols))).At(int64(i)))
		}
		t.Fields, t.Cols = append(t.Fields, f), append(t.Cols, v)
	}
	coded := func(name string, n, shortest, longest int) {
		words := make([]string, n)
		for i := range words {
			length := shortest + int(s.At(int64(i))%uint64(longest-shortest+1))
			words[i] = fmt.Sprintf("%0*x", length, i)[:length]
		}
		d := column.NewDict(words)
		add(column.Field{Name: name, Kind: column.Text}, func(v *column.Vector, i int, bits uint64) {
			if i == 0 {
				v.UseDict(d, rows)
			}
			v.Codes[i] = uint32(bits % uint64(n))
		})
	}
	const year = 365 * 24 * 3600 * 1_000_000
	add(column.Field{Name: "customer_id", Kind: column.Text}, func(v *column.Vector, i int, bits uint64) {
		v.AppendText(fmt.Sprintf("%08x-%04x-4%03x-a%03x-%012x", bits>>32, bits>>16&0xffff, bits&0xfff, bits>>4&0xfff, bits>>16))
	})
	coded("first_name", 2000, 4, 9)
	coded("last_name", 5000, 4, 11)
	add(column.Field{Name: "email", Kind: column.Text}, func(v *column.Vector, i int, bits uint64) {
		v.AppendText(fmt.Sprintf("%x.%x@example.com", bits>>40, bits&0xffff))
	})
	add(column.Field{Name: "phone", Kind: column.Text}, func(v *column.Vector, i int, bits uint64) {
		v.AppendText(fmt.Sprintf("+1%010d", bits%1e10))
	})
	coded("city", 1000, 5, 14)
	coded("state", 50, 2, 2)
	add(column.Field{Name: "zip", Kind: column.Text}, func(v *column.Vector, i int, bits uint64) {
		v.AppendText(fmt.Sprintf("%05d", bits%1e5))
	})
	add(column.Field{Name: "created_at", Kind: column.Time}, func(v *column.Vector, i int, bits uint64) {
		v.Ints[i] = int64(50*year + bits%(5*year)/1e6*1e6)
	})
	add(column.Field{Name: "loyalty_points", Kind: column.Int}, func(v *column.Vector, i int, bits uint64) {
		v.Ints[i] = int64(bits >> (40 + bits%24))
	})
	add(column.Field{Name: "lifetime_value", Kind: column.Decimal, Scale: 2, Places: 2}, func(v *column.Vector, i int, bits uint64) {
		v.Ints[i] = int64(bits >> (40 + bits%16))
	})
	add(column.Field{Name: "active", Kind: column.Bool}, func(v *column.Vector, i int, bits uint64) {
		v.Ints[i] = int64(bits & 1)
	})
	return t
}

// BenchmarkAppend encodes blocks of 4,096 rows. "floors" is the ratio of its
// time to that of appending the same bytes from memory, a row at a time,
// measured right after it.
func BenchmarkAppend(b *testing.B) {
	const rows = 4096
	table := customers(rows)
	for _, format := range Formats() {
		b.Run(format, func(b *testing.B) {
			e, err := New(format, table.Fields, Options{Table: "customers"})
			if err != nil {
				b.Fatal(err)
			}
			dst := e.Append(nil, table)
			b.SetBytes(int64(len(dst)))
			b.ReportAllocs()
			for b.Loop() {
				dst = e.Append(dst[:0], table)
			}
			report(b, rows, len(dst))
			row := make([]byte, len(dst)/rows)
			start := time.Now()
			for range b.N {
				dst = dst[:0]
				for range rows {
					dst = append(dst, row...)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()/time.Since(start).Seconds(), "floors")
		})
	}
}

func report(b *testing.B, rows, size int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
	b.ReportMetric(float64(size)/float64(rows), "B/row")
}

// BenchmarkColumn encodes one column at a time as CSV.
func BenchmarkColumn(b *testing.B) {
	const rows = 4096
	table := customers(rows)
	extra := &column.Table{Rows: rows}
	for i, f := range []column.Field{
		{Name: "date", Kind: column.Date},
		{Name: "layout", Kind: column.Date, Layout: "02/Jan/2006"},
		{Name: "float2", Kind: column.Float},
		{Name: "float17", Kind: column.Float},
	} {
		var v column.Vector
		v.Reset(f, rows)
		r := rng.New(2, f.Name).Cell(0)
		for row := range rows {
			switch i {
			case 2:
				v.Floats[row] = float64(r.Below(1e6)) / 100
			case 3:
				v.Floats[row] = r.Unit() * 1000
			default:
				v.Ints[row] = int64(r.Below(20_000))
			}
		}
		extra.Fields, extra.Cols = append(extra.Fields, f), append(extra.Cols, v)
	}
	for _, t := range []*column.Table{table, extra} {
		for i, f := range t.Fields {
			b.Run(f.Name, func(b *testing.B) {
				one := &column.Table{Fields: t.Fields[i : i+1], Cols: t.Cols[i : i+1], Rows: rows}
				e, err := New("csv", one.Fields, Options{})
				if err != nil {
					b.Fatal(err)
				}
				dst := e.Append(nil, one)
				for b.Loop() {
					dst = e.Append(dst[:0], one)
				}
				report(b, rows, len(dst))
			})
		}
	}
}
