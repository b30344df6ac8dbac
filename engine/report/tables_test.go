package report

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/groflex/groflex/engine/column"
)

// mixed is a table of every kind: some columns with few values, some with
// more than the exact limit when n is large.
func mixed(n int) *column.Table {
	r := rand.New(rand.NewPCG(1, 2))
	fields := []column.Field{
		{Name: "flag", Kind: column.Bool},
		{Name: "few", Kind: column.Int},
		{Name: "id", Kind: column.Int},
		{Name: "price", Kind: column.Decimal, Scale: 2, Places: 2},
		{Name: "weight", Kind: column.Float},
		{Name: "day", Kind: column.Date},
		{Name: "at", Kind: column.Time},
		{Name: "city", Kind: column.Text},
		{Name: "name", Kind: column.Text},
		{Name: "doc", Kind: column.JSON},
	}
	cities := column.NewDict([]string{"Rome", "Oslo", "Bern", "Oslo", "Łódź"})
	t := &column.Table{Fields: fields, Cols: make([]column.Vector, len(fields)), Rows: n}
	for c, f := range fields {
		v := &t.Cols[c]
		v.Reset(f, n)
		if f.Name == "city" {
			v.UseDict(cities, n)
		}
		for i := range n {
			if f.Name != "id" && r.IntN(9) == 0 {
				v.SetNull(i, n)
			}
			switch f.Name {
			case "flag":
				v.Ints[i] = int64(r.IntN(2))
			case "few":
				v.Ints[i] = int64(r.IntN(7)) - 3
			case "id":
				v.Ints[i] = int64(r.Uint64()) // any bits at all
			case "price":
				v.Ints[i] = int64(math.Exp(r.NormFloat64()*2) * 1e4)
			case "weight":
				v.Floats[i] = math.Ldexp(r.NormFloat64(), r.IntN(90)-45)
			case "day":
				v.Ints[i] = int64(r.IntN(40000)) - 9000
			case "at":
				v.Ints[i] = 1_700_000_000_000_000 + int64(r.IntN(1e13))
			case "city":
				v.Codes[i] = uint32(r.IntN(5))
			case "name":
				if r.IntN(16) == 0 {
					v.AppendText("n/a")
				} else {
					v.AppendText(fmt.Sprint("name ", r.IntN(10_000_000)))
				}
			case "doc":
				v.AppendText([]string{`{}`, `[1,2]`, `null`}[r.IntN(3)])
			}
		}
	}
	return t
}

// slice is the block of rows from up to to.
func slice(t *column.Table, from, to int) *column.Table {
	out := &column.Table{Fields: t.Fields, Cols: make([]column.Vector, len(t.Fields)), First: t.First + int64(from), Rows: to - from}
	for c := range t.Fields {
		v, w := &t.Cols[c], &out.Cols[c]
		*w = column.Vector{Kind: v.Kind, Scale: v.Scale, Dict: v.Dict}
		for i := from; i < to; i++ {
			switch {
			case v.Kind == column.Float:
				w.Floats = append(w.Floats, v.Floats[i])
			case v.Ints != nil:
				w.Ints = append(w.Ints, v.Ints[i])
			case v.Dict != nil:
				w.Codes = append(w.Codes, v.Codes[i])
			default:
				w.AppendText(string(v.Bytes(i)))
			}
			if v.Null(i) {
				w.SetNull(i-from, to-from)
			}
		}
	}
	return out
}

// typical is a table of twelve columns like the built-in ones: an id, texts
// with and without a dictionary, money, counts, dates, a flag.
func typical(n int) *column.Table {
	r := rand.New(rand.NewPCG(1, 1))
	t := &column.Table{Rows: n}
	add := func(name string, kind column.Kind, fill func(v *column.Vector, i int)) *column.Vector {
		t.Fields = append(t.Fields, column.Field{Name: name, Kind: kind, Scale: 2})
		t.Cols = append(t.Cols, column.Vector{})
		v := &t.Cols[len(t.Cols)-1]
		v.Reset(t.Fields[len(t.Fields)-1], n)
		if fill == nil {
			words := make([]string, 50*len(t.Cols))
			for i := range words {
				words[i] = fmt.Sprint(name, i)
			}
			v.UseDict(column.NewDict(words), n)
			fill = func(v *column.Vector, i int) { v.Codes[i] = uint32(r.IntN(len(words))) }
		}
		for i := range n {
			fill(v, i)
		}
		return v
	}
	add("id", column.Int, func(v *column.Vector, i int) { v.Ints[i] = int64(i) })
	add("code", column.Text, func(v *column.Vector, i int) { v.AppendText(fmt.Sprintf("C-%08d", i)) })
	add("first", column.Text, nil)
	add("last", column.Text, nil)
	add("city", column.Text, nil)
	add("state", column.Text, nil)
	add("status", column.Text, nil)
	add("active", column.Bool, func(v *column.Vector, i int) { v.Ints[i] = int64(r.IntN(2)) })
	add("age", column.Int, func(v *column.Vector, i int) { v.Ints[i] = int64(r.IntN(80)) })
	add("balance", column.Decimal, func(v *column.Vector, i int) { v.Ints[i] = int64(r.ExpFloat64() * 1e6) })
	add("born", column.Date, func(v *column.Vector, i int) { v.Ints[i] = int64(r.IntN(20000)) })
	add("created", column.Time, func(v *column.Vector, i int) { v.Ints[i] = 1_700_000_000_000_000 + int64(r.IntN(1e13)) })
	return t
}
