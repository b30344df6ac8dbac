package model

import "slices"

// equal makes being equal to a number drawn before an outcome of its own: a
// payment is often exactly last month's bill, which no interval would show.
type equal struct {
	To   int   `json:"to"`   // the variable it may be equal to
	Code int64 `json:"code"` // what stands for it, a step below the least value

	// Range is the least and the greatest number of the variable: what it may
	// be equal to can lie beyond.
	Range []int64 `json:"range,omitempty"`
}

// When equality is an outcome.
const (
	equalMin    = 0.02 // share of the rows, frequent values aside
	frequentMin = 0.01 // share of the rows that makes a value frequent
)

// equalTo finds the number before v that v is equal to most often; nil where
// none is often enough.
func (f *fitting) equalTo(v int, before []int) *equal {
	if !f.many(v) {
		return nil
	}
	present := f.variables[v].present()
	slices.Sort(present)
	var frequent []int64
	for _, r := range runs(present) {
		if float64(r.count) >= frequentMin*float64(len(present)) {
			frequent = append(frequent, r.value)
		}
	}
	best, share := -1, equalMin
	for _, u := range before {
		if f.many(u) {
			if s := f.equalShare(v, u, frequent); s > share {
				best, share = u, s
			}
		}
	}
	if best < 0 {
		return nil
	}
	return &equal{best, present[0] - f.domains[v].step, []int64{present[0], present[len(present)-1]}}
}

// many reports whether a variable is a number with many values.
func (f *fitting) many(v int) bool {
	return f.domains[v].ordered && f.variables[v].written == nil && len(f.looks[v].starts) >= binsMax/2
}

// equalShare is the share of the rows in which v, where it is not a frequent
// value, is u.
func (f *fitting) equalShare(v, u int, frequent []int64) float64 {
	y, x := &f.variables[v], &f.variables[u]
	rows, same := 0, 0
	for row, value := range y.values {
		if y.isMissing(row) || x.isMissing(row) || slices.Contains(frequent, value) {
			continue
		}
		rows++
		if value == x.values[row] {
			same++
		}
	}
	return float64(same) / float64(max(rows, 1))
}

// recode cuts variable v anew with equality as a value. How others see v
// stays.
func (f *fitting) recode(v int, e *equal) {
	coded := f.variables[v]
	coded.values = slices.Clone(coded.values)
	to := &f.variables[e.To]
	for row, x := range coded.values {
		if x == to.values[row] && !to.isMissing(row) {
			coded.values[row] = e.Code
		}
	}
	rhythm := f.domains[v].rhythm
	f.domains[v], f.cells[v] = cut(&coded, f.minCount)
	f.domains[v].rhythm = rhythm
}
