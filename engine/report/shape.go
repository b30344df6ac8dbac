package report

import (
	"math"
	"slices"
)

func (d *duo) metric() string {
	if d.continuous {
		return "KSComplement"
	}
	return "TVComplement"
}

// shape is how alike the two distributions are, 1 the same, nil where a table
// has no value.
func (d *duo) shape() *float64 {
	if d.continuous {
		return ksComplement(d.real, d.synthetic)
	}
	return tvComplement(d.a, d.b, d.levels)
}

// ksComplement is 1 − D, D being the statistic of the two-sample
// Kolmogorov–Smirnov test: the largest distance between the shares of values
// up to x, over all x. Nulls are left out and values compared to 14 decimals,
// as SDMetrics does.
func ksComplement(real, synthetic []float64) *float64 {
	r, s := sorted(real), sorted(synthetic)
	if len(r) == 0 || len(s) == 0 {
		return nil
	}
	widest := 0.0
	for i, j := 0, 0; i < len(r) && j < len(s); {
		x := min(r[i], s[j])
		for i < len(r) && r[i] == x {
			i++
		}
		for j < len(s) && s[j] == x {
			j++
		}
		widest = max(widest, math.Abs(float64(i)/float64(len(r))-float64(j)/float64(len(s))))
	}
	complement := 1 - widest
	return &complement
}

// sorted is the keys of the values that are not null, in order.
func sorted(xs []float64) []int64 {
	keys := make([]int64, 0, len(xs))
	for _, x := range xs {
		if x != x {
			continue
		}
		if y := x * 1e14; math.Abs(y) < 1<<52 {
			x = math.RoundToEven(y) / 1e14
		}
		keys = append(keys, ordered(x))
	}
	slices.Sort(keys)
	return keys
}

// tvComplement is 1 − ½ Σ |p − q| over the levels, without nulls: one minus
// the total variation distance. (SDMetrics gives a level that is new in the
// synthetic table a real count of 10^-6; the difference is below 10^-6.)
func tvComplement(a, b []uint32, levels int) *float64 {
	p, n := frequencies(a, levels)
	q, m := frequencies(b, levels)
	if n == 0 || m == 0 {
		return nil
	}
	sum := 0.0
	for level := 1; level < levels; level++ {
		sum += math.Abs(float64(p[level])/float64(n) - float64(q[level])/float64(m))
	}
	complement := 1 - float64(sum/2)
	return &complement
}

// frequencies counts each level, and all that are not null.
func frequencies(cells []uint32, levels int) (counts []int, filled int) {
	counts = make([]int, levels)
	for _, level := range cells {
		counts[level]++
	}
	return counts, len(cells) - counts[0]
}

// adherence is BoundaryAdherence or CategoryAdherence: the share of the
// synthetic cells that lie within the real range, or are a real level. Nulls
// are outside unless the real column has some; then BoundaryAdherence leaves
// them out, and CategoryAdherence counts them as inside. Nil with no cell to
// judge.
func (d *duo) adherence() *float64 {
	var inside, judged int
	if d.continuous {
		inside, judged = within(d.real, d.synthetic)
	} else {
		counts, _ := frequencies(d.a, d.levels)
		for _, level := range d.b {
			if counts[level] > 0 {
				inside++
			}
		}
		judged = len(d.b)
	}
	if judged == 0 {
		return nil
	}
	share := float64(inside) / float64(judged)
	return &share
}

func within(real, synthetic []float64) (inside, judged int) {
	lo, hi, nullable := span(real)
	for _, x := range synthetic {
		if x != x && nullable {
			continue
		}
		judged++
		if x >= lo && x <= hi {
			inside++
		}
	}
	return inside, judged
}

// span is the range of the values that are not null, from above to below
// where there is none, and whether there are nulls.
func span(xs []float64) (lo, hi float64, nulls bool) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, x := range xs {
		if x != x {
			nulls = true
			continue
		}
		lo, hi = min(lo, x), max(hi, x)
	}
	return lo, hi, nulls
}
