package gen

import (
	"maps"
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// draw fills numbers from a distribution within bounds.
type draw struct {
	spec     dist.Spec
	params   []*expr // in the order of spec.Params; nil: the default
	low      *expr   // nil: none
	high     *expr
	bits     rng.Stream
	constant []dist.Param // params, where they are the same in all rows

	kept []float64 // scratch
}

// redraws is how often a number outside the bounds is drawn again before it
// is moved to the nearer bound.
const redraws = 16

// dist compiles a distribution with its parameters.
func (p place) dist(name string, params map[string]*plan.Expr, below string) *draw {
	spec, ok := dist.Named(name)
	if !ok {
		names := make([]string, 0)
		for _, d := range dist.All() {
			names = append(names, d.Name)
		}
		p.fault(below, "there is no distribution %q, only %q", name, names)
		return nil
	}
	d := &draw{spec: spec, params: make([]*expr, len(spec.Params))}
	if p.cell != nil {
		d.bits = p.stream("")
	}
	for _, param := range slices.Sorted(maps.Keys(params)) {
		k := spec.Index(param)
		if k < 0 {
			p.fault(below+wire.Token(name)+wire.Token(param), "%s has no such parameter", name)
			continue
		}
		if x, s := params[param], spec.Params[k]; x.Formula == nil && !(x.Number >= s.Min && x.Number <= s.Max) {
			p.fault(below+wire.Token(name)+wire.Token(param), "must be between %v and %v", s.Min, s.Max)
		}
		d.params[k] = p.amount(params[param])
	}
	d.constants()
	return d
}

// constants evaluates the parameters once if no column takes part in them.
func (d *draw) constants() {
	fixed := make([]dist.Param, len(d.params))
	for k, x := range d.params {
		switch {
		case x == nil:
			fixed[k].Const = d.spec.Params[k].Default
		case x.constant == nil:
			return
		default:
			fixed[k].Const = number(x.constant, 0)
		}
	}
	d.constant = fixed
}

// draw fills a column; bounds come from min and max, and else from the
// property's keywords.
func (p place) draw(f *schema.Fill) filler {
	d := p.dist(f.Dist.Name, p.cell.Params, "/dist")
	if d == nil {
		return nil
	}
	if k := p.cell.Field.Kind; k == column.Text || k == column.JSON || k == column.Bool {
		p.fault("/dist", "a distribution fills numbers, dates and times, this is a %s", k)
		return nil
	}
	k := &p.cell.Column.Keywords
	bound := func(given *plan.Expr, keyword *float64) *expr {
		if given == nil && keyword != nil {
			return p.number(*keyword)
		}
		return p.amount(given)
	}
	d.low, d.high = bound(p.cell.Min, lowest(k)), bound(p.cell.Max, highest(k))
	return d
}

func (d *draw) fill(f *frame, dst *column.Vector) {
	if dst.Kind == column.Float {
		d.into(dst.Floats, f)
		store(dst, dst.Floats)
		return
	}
	if cap(d.kept) < len(f.rows) {
		d.kept = make([]float64, len(f.rows))
	}
	numbers := d.kept[:len(f.rows)]
	d.into(numbers, f)
	store(dst, numbers)
}

// numbers draws into new memory.
func (d *draw) numbers(f *frame) []float64 {
	numbers := make([]float64, len(f.rows))
	d.into(numbers, f)
	return numbers
}

func (d *draw) into(numbers []float64, f *frame) {
	params := d.constant
	if params == nil {
		params = make([]dist.Param, len(d.params))
		for k, x := range d.params {
			if x == nil {
				params[k].Const = d.spec.Params[k].Default
			} else {
				params[k] = x.param(f)
			}
		}
	}
	low, high := dist.Param{Const: -limit}, dist.Param{Const: limit}
	if d.low != nil {
		low = d.low.param(f)
	}
	if d.high != nil {
		high = d.high.param(f)
	}
	d.spec.Fill(numbers, d.bits, f.rows, params)
	d.confine(numbers, f.rows, params, low, high)
}

// confine draws again what lies outside its bounds.
func (d *draw) confine(numbers []float64, rows []int64, params []dist.Param, low, high dist.Param) {
	if low.Cells == nil && high.Cells == nil && within(numbers, low.Const, high.Const) {
		return
	}
	var outside []int
	for i, x := range numbers {
		if x < low.At(i) || x > high.At(i) {
			outside = append(outside, i)
		}
	}
	for attempt := uint64(1); attempt <= redraws && len(outside) > 0; attempt++ {
		again := make([]float64, len(outside))
		d.spec.Fill(again, d.bits.Lane(attempt), pickRows(rows, outside), pickParams(params, outside))
		still := outside[:0]
		for k, i := range outside {
			numbers[i] = again[k]
			if again[k] < low.At(i) || again[k] > high.At(i) {
				still = append(still, i)
			}
		}
		outside = still
	}
	for _, i := range outside {
		numbers[i] = min(max(numbers[i], low.At(i)), high.At(i))
	}
}

// within reports that no number lies outside bounds that all rows share.
func within(numbers []float64, low, high float64) bool {
	beyond := 0
	for _, x := range numbers {
		if x < low {
			beyond = 1
		}
		if x > high {
			beyond = 1
		}
	}
	return beyond == 0
}

func pickRows(rows []int64, idx []int) []int64 {
	out := make([]int64, len(idx))
	for k, i := range idx {
		out[k] = rows[i]
	}
	return out
}

func pickParams(params []dist.Param, idx []int) []dist.Param {
	out := make([]dist.Param, len(params))
	for k, p := range params {
		out[k] = p
		if p.Cells == nil {
			continue
		}
		out[k].Cells = make([]float64, len(idx))
		for j, i := range idx {
			out[k].Cells[j] = p.Cells[i]
		}
	}
	return out
}
