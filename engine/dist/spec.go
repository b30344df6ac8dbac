package dist

import (
	"slices"

	"github.com/groflex/groflex/engine/rng"
)

// Spec is a distribution by name: what a schema may ask for.
type Spec struct {
	Name   string
	About  string
	Source string // of the method
	Whole  bool   // it draws whole numbers only
	Params []ParamSpec

	fill func(dst []float64, s rng.Stream, rows []int64, p []arg)
	law  func(p []float64) law // of counts from 0; nil: none
}

// ParamSpec is a parameter of a distribution. Its range is closed; values
// outside are moved to the nearer end.
type ParamSpec struct {
	Name        string
	Default     float64
	Min, Max    float64
	Unit, About string
}

// Param is the value of a parameter: Const in every row or, where Cells is
// set, a cell for each of the rows to fill.
type Param struct {
	Const float64
	Cells []float64
}

// At is the value in the i-th of the rows to fill.
func (p *Param) At(i int) float64 {
	if p.Cells == nil {
		return p.Const
	}
	return p.Cells[i]
}

// arg is a Param held to its range.
type arg struct {
	Param
	least, most float64
}

func (a *arg) at(i int) float64 {
	if a.Cells == nil {
		return a.Const
	}
	x := a.Cells[i]
	if x < a.least {
		return a.least
	}
	if x > a.most {
		return a.most
	}
	return x // NaN stays NaN
}

// Fill draws one value for each of rows, row numbers in any order: len(dst)
// is len(rows). Params are in the order of d.Params, and those left out have
// their defaults. A value is finite, or NaN where a parameter is NaN; it
// depends on the stream, the row and the parameters in that row alone.
func (d Spec) Fill(dst []float64, s rng.Stream, rows []int64, params []Param) {
	args := make([]arg, len(d.Params))
	for k, spec := range d.Params {
		p := Param{Const: spec.Default}
		if k < len(params) {
			p = params[k]
		}
		p.Const = min(max(p.Const, spec.Min), spec.Max)
		args[k] = arg{p, spec.Min, spec.Max}
	}
	d.fill(dst[:len(rows)], s, rows, args)
}

// Has reports whether the distribution has a parameter of that name.
func (d Spec) Has(param string) bool { return d.Index(param) >= 0 }

// Index is the place of a parameter in d.Params, or -1.
func (d Spec) Index(param string) int {
	return slices.IndexFunc(d.Params, func(p ParamSpec) bool { return p.Name == param })
}

// All lists the distributions that have names.
func All() []Spec {
	return []Spec{
		uniform(), normal(), truncatedNormal(), lognormal(), exponential(), gamma(), beta(),
		pareto(), truncatedPareto(), weibull(), triangular(),
		poisson(), negativeBinomial(), geometric(), binomial(), zipf(),
	}
}

// Named is the distribution of that name.
func Named(name string) (Spec, bool) {
	all := All()
	i := slices.IndexFunc(all, func(d Spec) bool { return d.Name == name })
	if i < 0 {
		return Spec{}, false
	}
	return all[i], true
}

// The bounds that keep every result finite.
const (
	widest     = 1e300 // of places
	least      = 1e-12 // of scales that must not be 0
	leastShape = 0.01
	mostShape  = 1e9
)

// open maps 64 bits to a float64 inside (0, 1), as likely to be u as 1-u.
func open(u uint64) float64 { return float64((float64(u>>12) + 0.5) * 0x1p-52) }

// openNext is the next such number of a cell.
func openNext(r *rng.Rand) float64 { return open(r.Uint64()) }
