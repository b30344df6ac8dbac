package gen

import "github.com/groflex/groflex/engine/column"

const (
	dayBits = 16        // of a draw go into a table
	unclear = 1<<16 - 1 // where they do not tell the day
)

// dayTable tells the day that a moment falls on, counted from the first one
// possible, by the first bits of the moment's draw. It spares most rows the
// logarithm of a growing density.
type dayTable struct {
	low, high int64 // the bounds, in seconds
	days      [1 << dayBits]uint16
}

// fill draws the days of rows for m.
func (t *dayTable) fill(dst, rows []int64, m *moment) {
	first := dayOf(t.low)
	for i, row := range rows {
		r := m.bits.Cell(row)
		if d := t.days[r.Uint64()>>(64-dayBits)]; d != unclear {
			dst[i] = first + int64(d)
		} else {
			dst[i] = dayOf(m.draw(row, t.low, t.high))
		}
	}
}

// days is the table of a column of dates whose bounds are the same in all
// rows, made once it has filled as many rows as the table has entries; nil
// before, and where there is none. n is how many rows are to be filled.
func (m *moment) days(n int) *dayTable {
	if m.table != nil || !m.tabular {
		return m.table
	}
	if m.filled += n; m.filled < 1<<dayBits {
		return nil
	}
	m.tabular = false // it is tried once
	low, ok := second(m.from.constant, 0, false)
	high, okHigh := second(m.to.constant, 0, false)
	if ok && okHigh && (high-low)/day < unclear {
		m.table = m.tabulate(low, max(high, low))
	}
	return m.table
}

// tabulate makes the table for moments from low to high, in seconds.
func (m *moment) tabulate(low, high int64) *dayTable {
	t := &dayTable{low: low, high: high}
	first, span := dayOf(low), float64(high-low+1)
	edge := func(k int) int64 { return low + int64(m.grow(float64(k)/(1<<dayBits))*span) }
	here := edge(0)
	for k := range t.days {
		next := edge(k + 1)
		// Rounding moves a moment by far less than the second allowed here.
		from, to := dayOf(max(here-1, low)), dayOf(min(next+1, high))
		here = next
		t.days[k] = unclear
		if from == to {
			t.days[k] = uint16(from - first)
		}
	}
	return t
}

// constantDates reports that a table can stand for the column's draws.
func (m *moment) constantDates(kind column.Kind) bool {
	return kind == column.Date && m.growth != 0 && m.weekdays == nil && m.months == nil && !m.byHour &&
		m.from != nil && m.from.constant != nil && m.to != nil && m.to.constant != nil
}
