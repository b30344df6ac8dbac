package gen

import (
	"math"

	"github.com/groflex/groflex/engine/column"
)

// number is cell i as a float64: days of a Date, seconds of a Time, 0 or 1 of
// a Bool, NaN of a null or a text.
func number(v *column.Vector, i int) float64 {
	switch {
	case v.Null(i) || v.Kind == column.Text || v.Kind == column.JSON:
		return nan
	case v.Kind == column.Float:
		return v.Floats[i]
	}
	return float64(v.Ints[i]) / per(v)
}

// numbers is number of all cells; len(dst) is theirs.
func numbers(dst []float64, v *column.Vector) {
	switch v.Kind {
	case column.Float:
		copy(dst, v.Floats)
	case column.Text, column.JSON:
		for i := range dst {
			dst[i] = nan
		}
	default:
		per := per(v)
		for i, x := range v.Ints {
			dst[i] = float64(x) / per
		}
	}
	if v.Nulls != nil {
		for i := range dst {
			if v.Nulls.Has(i) {
				dst[i] = nan
			}
		}
	}
}

// per is how many of a cell's integers make 1.
func per(v *column.Vector) float64 {
	switch v.Kind {
	case column.Decimal:
		return unit(v.Scale)
	case column.Time:
		return microseconds
	}
	return 1
}

const microseconds = 1_000_000 // in a second

// unit is 10^scale.
func unit(scale uint8) float64 {
	x := 1.0
	for range scale {
		x *= 10
	}
	return x
}

func floor(x float64) float64 { return math.Floor(x) }
func ceil(x float64) float64  { return math.Ceil(x) }

var nan = math.NaN()

// limit is the largest whole number that every step of the way keeps exact.
const limit = 1 << 62

// store puts numbers into dst, which has been Reset for its field: rounded to
// what the field holds, NaN as null.
func store(dst *column.Vector, numbers []float64) {
	if dst.Kind == column.Float {
		for i, x := range numbers {
			if x != x {
				dst.SetNull(i, len(numbers))
				x = 0
			}
			dst.Floats[i] = x
		}
		return
	}
	ints, scale := dst.Ints[:len(numbers)], per(dst)
	for i, x := range numbers {
		x = float64(x * scale)
		if !(x > -limit && x < limit) {
			if x != x {
				dst.SetNull(i, len(numbers))
				x = 0
			}
			x = min(max(x, -limit), limit)
		}
		ints[i] = int64(math.Floor(x + 0.5))
	}
}
