package augment

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
)

// Clock goes on with a column of dates or times that never goes back in the
// rows that are there. New rows take the known moments again, a period later
// each time round, so that hours, weekdays and lulls stay what they are.
// Moments that are close to it, such as an end to its beginning, move along.
type Clock struct {
	Column int
	Period int64 // in units of the column: days or microseconds

	moments []int64
	kind    column.Kind
	near    []int // other columns of dates or times that move along
}

const (
	clockRowsMin = 20 // rows in which not going back says anything
	roundsMin    = 8  // days or weeks that the rows span, for the period to be whole ones
	dayMicros    = 86_400_000_000
	lastDay      = 2_932_896 // 9999-12-31
)

// NewClock finds the first of the columns that is one; nil where none is.
func NewClock(t *column.Table, columns []bool) *Clock {
	for c, f := range t.Fields {
		if columns[c] && moves(f.Kind) && t.Rows >= clockRowsMin && t.Cols[c].Nulls == nil && slices.IsSorted(t.Cols[c].Ints) && t.Cols[c].Ints[0] < t.Cols[c].Ints[t.Rows-1] {
			k := &Clock{Column: c, moments: t.Cols[c].Ints, kind: f.Kind}
			k.Period = k.period()
			for other := range t.Fields {
				if other != c && columns[other] && moves(t.Fields[other].Kind) && k.isNear(&t.Cols[other]) {
					k.near = append(k.near, other)
				}
			}
			return k
		}
	}
	return nil
}

func moves(kind column.Kind) bool { return kind == column.Date || kind == column.Time }

// period is the span of the moments and one step more; where the steps differ
// it is made whole weeks or days, if it has enough of them.
func (k *Clock) period() int64 {
	n := len(k.moments)
	span := k.moments[n-1] - k.moments[0]
	step := max(span/int64(n-1), 1)
	period, even := span+step, true
	for i := 1; i < n && even; i++ {
		even = k.moments[i]-k.moments[i-1] == step
	}
	day := int64(1)
	if k.kind == column.Time {
		day = dayMicros
	}
	for _, round := range []int64{7 * day, day} {
		if !even && span >= roundsMin*round {
			return (period + round - 1) / round * round
		}
	}
	return period
}

// isNear reports whether moments keep to the clock: they are never before it,
// or their distance from it varies less than half of what they themselves do.
func (k *Clock) isNear(v *column.Vector) bool {
	var near, far [2]int64 // least and greatest
	seen := false
	for i, at := range k.moments {
		if v.Null(i) {
			continue
		}
		day, distance := dayOf(v.Kind, v.Ints[i]), dayOf(v.Kind, v.Ints[i])-dayOf(k.kind, at)
		if !seen {
			near, far, seen = [2]int64{distance, distance}, [2]int64{day, day}, true
		}
		near = [2]int64{min(near[0], distance), max(near[1], distance)}
		far = [2]int64{min(far[0], day), max(far[1], day)}
	}
	return seen && (near[0] >= 0 || 2*(near[1]-near[0]) <= far[1]-far[0])
}

// dayOf is the day of a moment, since 1970.
func dayOf(kind column.Kind, at int64) int64 {
	if kind == column.Date {
		return at
	}
	return (at - (at%dayMicros+dayMicros)%dayMicros) / dayMicros
}

// Apply sets the moments of new rows; first is the number of t's first row
// among them.
func (k *Clock) Apply(t *column.Table, first int64) {
	n := int64(len(k.moments))
	own := t.Cols[k.Column].Ints
	for i := range t.Rows {
		row := first + int64(i)
		was, now := own[i], k.after(k.moments[row%n], 1+row/n)
		own[i] = now
		for _, c := range k.near {
			if v := &t.Cols[c]; !v.Null(i) {
				v.Ints[i] += k.shift(v.Kind, was, now)
			}
		}
	}
}

// after is a moment some periods later, up to the last that is written with
// four digits of the year.
func (k *Clock) after(at, periods int64) int64 {
	last := int64(lastDay)
	if k.kind == column.Time {
		last = lastDay * dayMicros
	}
	if at >= last || periods > (last-at)/k.Period {
		return max(at, last)
	}
	return at + periods*k.Period
}

// shift is how far a moment of the kind moves where the clock's does.
func (k *Clock) shift(kind column.Kind, was, now int64) int64 {
	if kind == column.Time && k.kind == column.Time {
		return now - was
	}
	days := dayOf(k.kind, now) - dayOf(k.kind, was)
	if kind == column.Time {
		return days * dayMicros
	}
	return days
}
