package model

import (
	"math"
	"slices"
)

// anchor writes a number relative to others that are drawn before it. A number
// that goes along with another (last month's bill says most about this
// month's, whatever its size) is written as how far apart the two stand,
// counted in ranks, which no tail distorts; frequent values stay outcomes of
// their own. And being equal to another (a bill paid in full) is an outcome.
type anchor struct {
	On     int     `json:"on"`     // the variable it is relative to; -1: none
	Equals int     `json:"equals"` // the variable it may equal; -1: none
	Equal  int64   `json:"equal"`  // the code of being equal
	Own    scale   `json:"own"`
	Theirs scale   `json:"theirs"`
	Atoms  []int64 `json:"atoms"` // have the codes below Equal
}

// When a number is written relative to another.
const (
	likenessMin = 0.8 // correlation of ranks
	equalMin    = 50  // 1/equalMin of the rows are equal
	atomShare   = 100 // a value with 1/atomShare of the rows is an atom
)

// scale ranks values among those of the sample that are not atoms.
type scale struct {
	Knots []int64 `json:"knots"`
}

// rankUnit is how many ranks lie between two knots.
const rankUnit = 64

// newScale takes quantiles of sorted values, at least minCount rows apart and
// closest towards both ends: there ranks tell extremes apart.
func newScale(sorted []int64, minCount int) scale {
	last := len(sorted) - 1
	apart := max(1, minCount, len(sorted)/1024)
	knots := []int64{sorted[0]}
	for at := 0; at < last; {
		step := max(minCount, min(apart, at/8, (last-at)/8))
		if at += step; last-at < minCount {
			at = last
		}
		knots = append(knots, sorted[at])
	}
	if last == 0 {
		knots = append(knots, sorted[0])
	}
	return scale{knots}
}

// rank is where x stands, from 0 to rankUnit·(len(knots)-1).
func (s *scale) rank(x int64) int64 {
	k := s.Knots
	low, found := slices.BinarySearch(k, x)
	if found {
		high := low
		for high+1 < len(k) && k[high+1] == x {
			high++
		}
		return int64(low+high) * rankUnit / 2
	}
	if low == 0 {
		return 0
	}
	if low == len(k) {
		return int64(len(k)-1) * rankUnit
	}
	share := float64(x-k[low-1]) / float64(k[low]-k[low-1])
	return int64(low-1)*rankUnit + int64(share*rankUnit)
}

// at is the value at a rank, clamped to the scale.
func (s *scale) at(rank int64) int64 {
	k := s.Knots
	i := rank / rankUnit
	if rank < 0 {
		return k[0]
	}
	if i >= int64(len(k)-1) {
		return k[len(k)-1]
	}
	share := float64(rank%rankUnit) / rankUnit
	return k[i] + int64(math.Round(share*float64(k[i+1]-k[i])))
}

// code writes y, given x of the variable it is relative to and z of the one
// it may equal.
func (a *anchor) code(y, x, z int64) int64 {
	if i := slices.Index(a.Atoms, y); i >= 0 {
		return a.Equal - 1 - int64(i)
	}
	switch {
	case a.Equals >= 0 && y == z:
		return a.Equal
	case a.On >= 0:
		return a.Own.rank(y) - a.Theirs.rank(x)
	}
	return y
}

// value undoes code.
func (a *anchor) value(code, x, z int64) int64 {
	switch {
	case code < a.Equal:
		return a.Atoms[a.Equal-1-code]
	case code == a.Equal && a.Equals >= 0:
		return z
	case a.On >= 0:
		return a.Own.at(a.Theirs.rank(x) + code)
	}
	return code
}

// anchorOf finds what variable v is best written relative to among those
// before it; nil where there is nothing.
func (f *fitting) anchorOf(v int, before []int) *anchor {
	if !f.many(v) {
		return nil
	}
	a := &anchor{On: -1, Equals: -1}
	own, atoms := f.scale(v)
	likeness, equal := likenessMin, 1.0/equalMin
	for _, u := range before {
		if !f.many(u) {
			continue
		}
		if share := f.equal(v, u, atoms); share > equal {
			equal, a.Equals = share, u
		}
		theirs, _ := f.scale(u)
		if r := f.likeness(v, u, &own, &theirs, atoms); r > likeness {
			likeness, a.On, a.Own, a.Theirs, a.Atoms = r, u, own, theirs, atoms
		}
	}
	switch {
	case a.On >= 0:
		a.Equal = -rankUnit * int64(len(a.Theirs.Knots)+1)
	case a.Equals >= 0:
		// One step of the grid below the least value.
		present := f.variables[v].present()
		a.Equal = slices.Min(present) - f.domains[v].step
	default:
		return nil
	}
	return a
}

// equal is the share of the rows in which v, where it is no atom, is u.
func (f *fitting) equal(v, u int, atoms []int64) float64 {
	y, x := &f.variables[v], &f.variables[u]
	rows, equal := 0, 0
	for row, value := range y.values {
		if y.isMissing(row) || x.isMissing(row) || slices.Contains(atoms, value) {
			continue
		}
		rows++
		if value == x.values[row] {
			equal++
		}
	}
	return float64(equal) / float64(max(rows, 1))
}

// many reports whether a variable is a number with many values.
func (f *fitting) many(v int) bool {
	return f.domains[v].ordered && f.variables[v].written == nil && len(f.looks[v].starts) >= binsMax/2
}

// scale is the scale and the atoms of a variable.
func (f *fitting) scale(v int) (scale, []int64) {
	present := f.variables[v].present()
	slices.Sort(present)
	var atoms, rest []int64
	for _, r := range runs(present) {
		if atomShare*r.count >= len(present) {
			atoms = append(atoms, r.value)
			continue
		}
		for range r.count {
			rest = append(rest, r.value)
		}
	}
	if len(rest) == 0 {
		rest = present
	}
	return newScale(rest, f.minCount), atoms
}

// likeness is the correlation of the ranks of v and u, where neither is
// missing and v is no atom.
func (f *fitting) likeness(v, u int, own, theirs *scale, atoms []int64) float64 {
	y, x := &f.variables[v], &f.variables[u]
	var n, sx, sy, sxx, syy, sxy float64
	for row, value := range y.values {
		if y.isMissing(row) || x.isMissing(row) || slices.Contains(atoms, value) {
			continue
		}
		p, q := float64(own.rank(value)), float64(theirs.rank(x.values[row]))
		n++
		sx, sy = sx+q, sy+p
		sxx, syy, sxy = sxx+float64(q*q), syy+float64(p*p), sxy+float64(p*q)
	}
	if n < 100 {
		return 0
	}
	vx, vy := sxx-float64(sx*sx)/n, syy-float64(sy*sy)/n
	if vx <= 0 || vy <= 0 {
		return 0
	}
	return (sxy - float64(sx*sy)/n) / math.Sqrt(float64(vx*vy))
}

// rewrite cuts variable v relative to its anchor. How others see v stays.
func (f *fitting) rewrite(v int, a *anchor) {
	relative := f.variables[v]
	relative.values = slices.Clone(relative.values)
	for row, y := range relative.values {
		x, z := int64(0), int64(0)
		if a.On >= 0 {
			x = f.variables[a.On].values[row]
		}
		if a.Equals >= 0 {
			z = f.variables[a.Equals].values[row]
		}
		relative.values[row] = a.code(y, x, z)
	}
	f.domains[v], f.cells[v] = cut(&relative, f.minCount)
}
