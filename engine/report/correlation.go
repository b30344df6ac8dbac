package report

import "math"

// normalise centres the values and scales them to length 1, so that the
// product of two such columns is their correlation. It is nil for a column
// with nulls, whose pairs differ in the rows they have, and for a constant
// one.
func normalise(xs []float64) (z []float64, constant bool) {
	lo, hi, nulls := span(xs)
	if lo >= hi {
		return nil, true
	}
	if nulls {
		return nil, false
	}
	z = make([]float64, len(xs))
	copy(z, xs)
	return z, !unit(z)
}

// unit centres z and scales it to length 1, unless it is constant.
func unit(z []float64) bool {
	mean := 0.0
	for _, x := range z {
		mean += x
	}
	mean /= float64(len(z))
	length := 0.0
	for i := range z {
		z[i] -= mean
		length += float64(z[i] * z[i])
	}
	length = math.Sqrt(length)
	if length == 0 || !finite(length) {
		return false
	}
	for i := range z {
		z[i] /= length
	}
	return true
}

// correlation is Pearson's r over the rows where both columns have a value.
// zx and zy are the normalised columns, if they are complete.
func correlation(xs, ys, zx, zy []float64) (r float64, ok bool) {
	if zx == nil || zy == nil {
		zx, zy = nil, nil
		for i, x := range xs {
			if y := ys[i]; x == x && y == y {
				zx, zy = append(zx, x), append(zy, y)
			}
		}
		if len(zx) < 2 || !unit(zx) || !unit(zy) {
			return 0, false
		}
	}
	for i, x := range zx {
		r += float64(x * zy[i])
	}
	return min(max(r, -1), 1), true
}
