package model

import (
	"math"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/sample"
)

// variable is what one tree draws: a column of the sample as whole numbers.
// An ordered variable holds quantities (cents, days, microseconds, scaled
// floats), another the numbers of its levels.
type variable struct {
	name     string
	column   int // of the sample
	ordered  bool
	shift    int         // of floats: values are times 2^shift
	presence bool        // only says where cells are missing
	written  *written    // of numbers that are texts, else nil
	unit     int         // numbers of one unit can be added; 0: no such number
	values   []int64     // one a row, 0 where missing
	missing  column.Bits // nil: none
}

// variables are what is modelled of the sample: quantities and categories,
// and where the cells of other columns are missing.
func variables(s *sample.Sample, minCount int) []variable {
	var vs []variable
	for i := range s.Columns {
		about := &s.Columns[i]
		cells := &s.Table.Cols[i]
		v := variable{name: s.Table.Fields[i].Name, column: i, missing: cells.Nulls}
		if about.Role != sample.Quantity && about.Role != sample.Category {
			if about.Nulls > 0 && about.Role != sample.Empty {
				v.presence, v.values = true, make([]int64, s.Table.Rows)
				vs = append(vs, v)
			}
			continue
		}
		if about.Number != nil {
			v.ordered = true
			v.written = newWritten(about, cells, &v, minCount)
			vs = append(vs, v)
			continue
		}
		switch cells.Kind {
		case column.Text, column.JSON:
			v.values = make([]int64, len(cells.Codes))
			for row, code := range cells.Codes {
				v.values[row] = int64(code)
			}
		case column.Bool:
			v.values = cells.Ints
		case column.Float:
			v.ordered = true
			v.shift = floatShift(cells.Floats)
			v.values = fixed(cells.Floats, v.shift)
		default:
			v.ordered = true
			v.values = cells.Ints
			v.unit = int(cells.Kind)<<8 | int(cells.Scale)
		}
		vs = append(vs, v)
	}
	return vs
}

// floatBits is the bits of the largest float of a column as a whole number.
// Floats have 53, so those within a factor of 256 of it lose nothing.
const floatBits = 61

// floatShift is the power of two that brings the largest of the values to
// floatBits, so that floats can be counted and drawn as whole numbers.
func floatShift(values []float64) int {
	largest := 0.0
	for _, x := range values {
		largest = max(largest, math.Abs(x))
	}
	if largest == 0 || math.IsInf(largest, 0) {
		return 0
	}
	_, exponent := math.Frexp(largest)
	return floatBits - exponent
}

// fixed is values times 2^shift, as whole numbers of at most 62 bits.
func fixed(values []float64, shift int) []int64 {
	const most = 1 << 62
	whole := make([]int64, len(values))
	for i, x := range values {
		whole[i] = int64(max(-most, min(most, math.Round(math.Ldexp(x, shift)))))
	}
	return whole
}

func (v *variable) isMissing(row int) bool { return v.missing != nil && v.missing.Has(row) }

// present are the values of the rows that have one.
func (v *variable) present() []int64 {
	xs := make([]int64, 0, len(v.values))
	for row, x := range v.values {
		if !v.isMissing(row) {
			xs = append(xs, x)
		}
	}
	return xs
}

// float undoes fixed.
func (p *part) float(x int64) float64 { return math.Ldexp(float64(x), -p.shift) }
