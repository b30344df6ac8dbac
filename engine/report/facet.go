package report

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
)

// The tables that privacy is about.
const (
	seen    = iota // rows the model was fitted on
	held           // rows of the sample it never saw
	made           // its new rows
	parties = iota
)

// facet is one column of all three: numbers, NaN where null, or levels,
// numbered alike and 0 where null.
type facet struct {
	continuous bool
	numbers    [parties][]float64
	levels     [parties][]uint32
}

// facets are the columns that all tables have, by name, over the same rows of
// each: at most n of a table's.
func facets(tables [parties]*column.Table, n int) (out []facet, rows [parties]int) {
	var chosen [parties][]int
	for p, t := range tables {
		chosen[p] = subset(t.Rows, n)
		rows[p] = len(chosen[p])
	}
	for i := range tables[seen].Fields {
		var at [parties]int
		common := facet{continuous: true}
		for p, t := range tables {
			if at[p] = t.Index(tables[seen].Fields[i].Name); at[p] >= 0 {
				common.continuous = common.continuous && ordinal(t.Fields[at[p]].Kind)
			}
		}
		if min(at[seen], at[held], at[made]) < 0 {
			continue
		}
		n := numbering{}
		for p, t := range tables {
			f, v := &t.Fields[at[p]], &t.Cols[at[p]]
			if common.continuous {
				common.numbers[p] = quantities(f, v, chosen[p])
			} else {
				common.levels[p] = n.number(f, v, chosen[p])
			}
		}
		out = append(out, common)
	}
	return out, rows
}

// rowsOf is the number of a party's rows.
func rowsOf(fs []facet, party int) int {
	return max(len(fs[0].numbers[party]), len(fs[0].levels[party]))
}

// pickAll is fs with at most n[p] rows of each party.
func pickAll(fs []facet, n [parties]int) []facet {
	out := make([]facet, len(fs))
	for i := range fs {
		out[i] = fs[i].pick(n)
	}
	return out
}

// pick is f with at most n[p] rows of each party, its levels numbered anew
// without gaps.
func (f *facet) pick(n [parties]int) facet {
	out := facet{continuous: f.continuous}
	anew := map[uint32]uint32{0: 0}
	for p := range parties {
		out.numbers[p] = pickCells(f.numbers[p], n[p])
		out.levels[p] = slices.Clone(pickCells(f.levels[p], n[p]))
		for i, level := range out.levels[p] {
			number, ok := anew[level]
			if !ok {
				number = uint32(len(anew))
				anew[level] = number
			}
			out.levels[p][i] = number
		}
	}
	return out
}
