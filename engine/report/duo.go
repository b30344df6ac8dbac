package report

import (
	"math"

	"github.com/groflex/groflex/engine/column"
)

// duo is one column in both tables. Numbers, dates and times are continuous:
// their cells are numbers, NaN where null. The others are discrete: their
// cells are levels, numbered alike in both tables, 0 where null.
type duo struct {
	name            string
	continuous      bool
	real, synthetic []float64
	a, b            []uint32 // levels of real and synthetic
	levels          int      // including 0
}

// match pairs column r of real with column s of synthetic. Columns that were
// read as different kinds go together as texts where one of them is no
// number.
func match(real, synthetic *column.Table, r, s int) *duo {
	d := &duo{name: real.Fields[r].Name}
	fr, fs := &real.Fields[r], &synthetic.Fields[s]
	rowsR, rowsS := subset(real.Rows, shapeRows), subset(synthetic.Rows, shapeRows)
	if d.continuous = ordinal(fr.Kind) && ordinal(fs.Kind); d.continuous {
		d.real = quantities(fr, &real.Cols[r], rowsR)
		d.synthetic = quantities(fs, &synthetic.Cols[s], rowsS)
		return d
	}
	n := numbering{}
	d.a = n.number(fr, &real.Cols[r], rowsR)
	d.b = n.number(fs, &synthetic.Cols[s], rowsS)
	d.levels = len(n) + 1
	return d
}

// ordinal reports whether a kind is a continuous quantity.
func ordinal(k column.Kind) bool { return k.Numeric() || k == column.Date || k == column.Time }

// quantities are the cells of the given rows as numbers, in the field's own
// unit; times in seconds.
func quantities(f *column.Field, v *column.Vector, rows []int) []float64 {
	out := make([]float64, len(rows))
	unit := float64(perUnit(f))
	for i, row := range rows {
		switch {
		case v.Null(row):
			out[i] = math.NaN()
		case f.Kind == column.Float:
			out[i] = v.Floats[row]
			if !finite(out[i]) {
				out[i] = math.NaN()
			}
		default:
			out[i] = float64(v.Ints[row]) / unit
		}
	}
	return out
}

// numbering gives texts numbers from 1.
type numbering map[string]uint32

func (n numbering) of(text []byte) uint32 {
	level, ok := n[string(text)]
	if !ok {
		level = uint32(len(n) + 1)
		n[string(text)] = level
	}
	return level
}

// number is the levels of the given rows' cells, by their texts.
func (n numbering) number(f *column.Field, v *column.Vector, rows []int) []uint32 {
	out := make([]uint32, len(rows))
	var byCode []uint32
	if v.Dict != nil {
		byCode = make([]uint32, v.Dict.Len())
	}
	var text []byte
	for i, row := range rows {
		switch {
		case v.Null(row):
		case v.Dict != nil:
			code := v.Codes[row]
			if byCode[code] == 0 {
				byCode[code] = n.of(v.Dict.Bytes(code))
			}
			out[i] = byCode[code]
		case v.Kind == column.Text || v.Kind == column.JSON:
			out[i] = n.of(v.Bytes(row))
		case v.Kind == column.Float:
			text = appendCell(text[:0], f, ordered(v.Floats[row]))
			out[i] = n.of(text)
		default:
			text = appendCell(text[:0], f, v.Ints[row])
			out[i] = n.of(text)
		}
	}
	return out
}
