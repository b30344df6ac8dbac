package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

// lognormal draws amounts: most small, few very large.
type lognormal struct {
	stream      rng.Stream
	mu, sigma   float64
	least, most float64
}

// amounts makes the constructor of the providers for sums and counts: a
// lognormal whose median and spread (sigma, the standard deviation of the
// logarithm) are options, clamped to min and max. Cells are whole units: cents
// where the provider's field has two decimals.
func amounts(median, sigma, least, most, unit float64) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		const limit = 1e12
		o := read(a)
		l := lognormal{
			stream: a.Own(),
			mu:     dist.Log(o.number("median", median, 1e-6, limit) * unit),
			sigma:  o.number("sigma", sigma, 0, 5),
			least:  o.number("min", least, 0, limit) * unit,
			most:   o.number("max", most, 0, limit) * unit,
		}
		if l.most < l.least {
			o.faults.Add("/max", "max is below min")
		}
		return l, o.err()
	}
}

func (l lognormal) Fill(dst *column.Vector, b *Block, _ []*column.Vector) {
	for i, row := range b.Rows {
		u := (float64(l.stream.At(row)>>12) + 0.5) * 0x1p-52 // not 0, not 1
		x := dist.Exp(l.mu + float64(l.sigma*dist.NormQuantile(u)))
		dst.Ints[i] = int64(min(max(x, l.least), l.most) + 0.5)
	}
}

// steps draws whole numbers by weight, written as that many steps.
type steps struct {
	stream rng.Stream
	by     dist.Alias
	first  int64
	step   float64 // of a Float column
}

// numbers makes the constructor of a provider whose values are first,
// first+1, … by weight, times step where the column is of floats.
func numbers(first int64, step float64, weights func(k int) float64, n int) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		list := make([]float64, n)
		for k := range list {
			list[k] = weights(k)
		}
		return steps{a.Own(), mustAlias(list), first, step}, o.err()
	}
}

func (s steps) Fill(dst *column.Vector, b *Block, _ []*column.Vector) {
	for i, row := range b.Rows {
		n := s.first + int64(s.by.Pick(s.stream.At(row)))
		if dst.Kind == column.Float {
			dst.Floats[i] = float64(n) / s.step
		} else {
			dst.Ints[i] = n
		}
	}
}

// The shapes of everyday numbers; all are assumed.
func halving(k int) float64 { return 1 / float64(uint64(1)<<k) } // of quantities: each half as likely as the one before
func level(int) float64     { return 1 }
func hump(k int) float64    { return float64((k + 1) * (101 - k)) } // of scores 0 to 100
func towardsEnd(k int) float64 { // of ratings 1.0 to 5.0
	x := float64(k)
	return x * x * x
}

// newYear is number.year: of the 30 years up to the as-of date.
func newYear(a Args) (Filler, error) {
	year, _, _ := column.Civil(a.AsOf)
	return numbers(year-29, 1, level, 30)(a)
}

// chance makes the constructor of a flag that is true in a share of the rows,
// its option "share".
func chance(share float64) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		return flag{a.Own(), uint64(o.number("share", share, 0, 1) * (1 << 32))}, o.err()
	}
}

type flag struct {
	stream rng.Stream
	below  uint64
}

func (f flag) Fill(dst *column.Vector, b *Block, _ []*column.Vector) {
	for i, row := range b.Rows {
		if f.stream.At(row)>>32 < f.below {
			dst.Ints[i] = 1
		}
	}
}
