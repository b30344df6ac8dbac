package gen

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/fake"
	"github.com/groflex/groflex/engine/rng"
)

// borrowed fills by a provider of engine/fake.
type borrowed struct {
	filler fake.Filler
	inputs []*input // nil where not bound
}

func (b *borrowed) fill(f *frame, dst *column.Vector) {
	var space [8]*column.Vector
	in := space[:0]
	for _, input := range b.inputs {
		if input == nil {
			in = append(in, nil)
			continue
		}
		in = append(in, input.vector(f))
	}
	f.drawn.Rows = f.rows
	b.filler.Fill(dst, &f.drawn, in)
}

// repeat copies a key from another row.
type repeat struct{ key input }

func (r *repeat) fill(f *frame, dst *column.Vector) {
	key := r.key.vector(f)
	dst.Reset(column.Field{Kind: key.Kind, Scale: key.Scale}, 0)
	dst.Append(key, interval(0, len(f.rows)))
}

// chance is true with probability p.
type chance struct {
	p    *expr
	bits rng.Stream
}

func (c *chance) fill(f *frame, dst *column.Vector) {
	p := c.p.param(f)
	for i, row := range f.rows {
		if rng.Unit(c.bits.At(row)) < p.At(i) {
			dst.Ints[i] = 1
		}
	}
}

// computed is a formula, brought to the kind of the column.
type computed struct{ *expr }

func (p place) formula() filler {
	x := p.expr(p.cell.Formula)
	if x == nil {
		return nil
	}
	from, to := x.field.Kind, p.cell.Field.Kind
	text := func(k column.Kind) bool { return k == column.Text || k == column.JSON }
	if text(from) != text(to) || (from == column.Bool) != (to == column.Bool) {
		p.fault("/formula", "gives a %s, the column is a %s", from, to)
	}
	return &computed{x}
}

func (c *computed) fill(f *frame, dst *column.Vector) { Bring(dst, c.eval(f), len(f.rows)) }

// Bring fills dst, Reset for its field, with n cells of what a formula gave,
// brought to dst's kind. One cell of v stands for all.
func Bring(dst, v *column.Vector, n int) {
	idx := interval(0, n)
	if v.Len() != n {
		clear(idx)
	}
	switch {
	case dst.Kind == v.Kind && dst.Scale == v.Scale:
		kind, scale := dst.Kind, dst.Scale
		dst.Reset(column.Field{Kind: kind, Scale: scale}, 0)
		dst.Append(v, idx)
	default:
		numbers := make([]float64, n)
		for i, k := range idx {
			numbers[i] = toNumber(v, int(k), dst.Kind)
		}
		store(dst, numbers)
	}
}

// toNumber is number, but between dates and times counts what to counts.
func toNumber(v *column.Vector, i int, to column.Kind) float64 {
	const day = 86_400
	x := number(v, i)
	if v.Kind == column.Date && to == column.Time {
		return x * day
	}
	if v.Kind == column.Time && to == column.Date {
		return floor(x / day)
	}
	return x
}

// blank makes cells null: with the probability that the expression gives, or
// where it is true.
func (c *cell) blank(f *frame, v *column.Vector) {
	p := c.null.param(f)
	for i, row := range f.rows {
		if rng.Unit(c.absent.At(row)) < p.At(i) {
			v.SetNull(i, len(f.rows))
		}
	}
}
