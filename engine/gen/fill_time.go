package gen

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/schema"
)

const (
	day   = 86_400 // seconds
	tries = 24     // at a day that the weights take, before any day is taken
)

// moment draws a date or a time, to the second, in [from, to] of each row.
type moment struct {
	from, to *expr
	weekdays []float64 // relative to the largest; nil: all alike
	months   []float64
	hours    dist.Alias
	byHour   bool
	growth   float64
	fold     float64 // e^growth - 1
	bits     rng.Stream

	tabular bool // a table of days is still to be made
	filled  int  // rows so far
	table   *dayTable
}

func (p place) span(f *schema.Fill) filler {
	m := &moment{from: p.bound(p.cell.From, "/time/from"), to: p.bound(p.cell.To, "/time/to"), growth: f.Time.Growth, bits: p.stream("")}
	m.fold = dist.Exp(m.growth) - 1
	if k := p.cell.Field.Kind; k != column.Date && k != column.Time {
		p.fault("/time", "fills dates and times, this is a %s", k)
	}
	m.weekdays = p.relative(f.Time.Weekdays, 7, "/time/weekdays")
	m.months = p.relative(f.Time.Months, 12, "/time/months")
	if f.Time.Hours != nil {
		p.relative(f.Time.Hours, 24, "/time/hours")
		m.hours, m.byHour = p.alias(f.Time.Hours, "/time/hours"), true
	}
	m.tabular = m.constantDates(p.cell.Field.Kind)
	return m
}

func (p place) bound(e *plan.Expr, below string) *expr {
	x := p.expr(e)
	if x != nil && x.field.Kind != column.Date && x.field.Kind != column.Time {
		p.fault(below, "gives a %s, not a date or time", x.field.Kind)
	}
	return x
}

// relative divides weights by the largest.
func (p place) relative(weights []float64, n int, below string) []float64 {
	if weights == nil {
		return nil
	}
	top := 0.0
	for _, w := range weights {
		top = max(top, w)
	}
	if len(weights) != n || top <= 0 {
		p.fault(below, "needs %d weights, not all 0", n)
		return nil
	}
	out := make([]float64, n)
	for i, w := range weights {
		out[i] = w / top
	}
	return out
}

func (m *moment) fill(f *frame, dst *column.Vector) {
	n := len(f.rows)
	from, to := m.from.eval(f), m.to.eval(f)
	var low, high int64
	var ok, okHigh bool
	alike := from.Len() == 1 && to.Len() == 1
	if t := m.days(n); t != nil {
		t.fill(dst.Ints, f.rows, m)
		return
	}
	for i, row := range f.rows {
		if i == 0 || !alike {
			low, ok = second(from, i, false)
			high, okHigh = second(to, i, dst.Kind == column.Time)
		}
		if !ok || !okHigh {
			dst.SetNull(i, n)
			continue
		}
		at := m.draw(row, low, max(high, low))
		if dst.Kind == column.Date {
			dst.Ints[i] = dayOf(at)
		} else {
			dst.Ints[i] = at * microseconds
		}
	}
}

// second is a date or time in whole seconds since 1970; with end, a date
// counts to its last second.
func second(v *column.Vector, i int, end bool) (int64, bool) {
	if v.Len() == 1 {
		i = 0
	}
	switch {
	case v.Null(i):
		return 0, false
	case v.Kind == column.Time:
		return column.FloorDiv(v.Ints[i], microseconds), true
	case end:
		return v.Ints[i]*day + day - 1, true
	}
	return v.Ints[i] * day, true
}

// draw takes a moment by the growth of the density, and takes it again until
// the weights of its weekday and month accept it (rejection, von Neumann
// 1951); then the hours decide about the time of day.
func (m *moment) draw(row, low, high int64) int64 {
	r := m.bits.Cell(row)
	at := low
	for range tries {
		at = low + int64(m.grow(r.Unit())*float64(high-low+1))
		if m.weekdays == nil && m.months == nil || r.Unit() < m.weight(at) {
			break
		}
	}
	at = min(at, high)
	if !m.byHour {
		return at
	}
	midnight := dayOf(at) * day
	timed := midnight + int64(m.hours.Pick(r.Uint64()))*3600 + int64(r.Below(3600))
	if timed < low || timed > high {
		return at
	}
	return timed
}

// grow bends u in [0, 1) so that the density grows e^growth-fold over it.
func (m *moment) grow(u float64) float64 {
	if m.growth == 0 {
		return u
	}
	return dist.Log(1+float64(u*m.fold)) / m.growth
}

func (m *moment) weight(second int64) float64 {
	days := dayOf(second)
	w := 1.0
	if m.weekdays != nil {
		w = m.weekdays[((days+3)%7+7)%7] // 1970-01-01 was a Thursday
	}
	if m.months != nil {
		_, month, _ := column.Civil(days)
		w *= m.months[month-1]
	}
	return w
}

// dayOf is the day of a second since 1970. The quotient in floating point is
// off by one at most; wasm divides integers of 64 bits slowly.
func dayOf(second int64) int64 {
	d := int64(float64(second) * (1.0 / day))
	switch r := second - d*day; {
	case r < 0:
		return d - 1
	case r >= day:
		return d + 1
	}
	return d
}
