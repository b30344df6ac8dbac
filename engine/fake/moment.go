package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

const (
	second = int64(1e6) // in microseconds
	day    = 24 * 60 * 60 * second
)

// weekdays is the share of orders by day from Monday, hours by hour from
// midnight, in percent: Monday 16, Saturday 10.6, Sunday 12.4 and 1.6 from two
// to six at night are of Olist's Brazilian shop orders; the others are
// smoothed between.
var (
	weekdays = [7]float64{16, 15.9, 15.6, 15, 14.5, 10.6, 12.4}
	hours    = [24]float64{2.4, 1.2, 0.6, 0.4, 0.3, 0.3, 0.6, 1.3, 3, 4.9, 6.2, 6.6,
		6.1, 6.5, 6.7, 6.6, 6.8, 6.3, 5.9, 6, 6.2, 6.2, 5.8, 4.1}
)

// moments draws a day of whole weeks and a time of day, busy ones likelier.
type moments struct {
	first   int64 // day
	weeks   uint64
	weekday dist.Alias // by offset from first
	hour    dist.Alias
	dated   bool // days instead of microseconds

	week, dayOfWeek, hourOfDay, within rng.Stream
}

// span makes the constructor of the time.* and date.* providers: the days
// before the as-of date or, where ahead, from it on. Its option "days", 7 to
// 36,525, is how many, rounded down to weeks.
func span(days int64, ahead, dated bool) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		weeks := o.whole("days", days, 7, 36_525) / 7
		m := moments{first: a.AsOf - weeks*7, weeks: uint64(weeks), dated: dated, hour: mustAlias(hours[:])}
		if ahead {
			m.first = a.AsOf
		}
		var shares [7]float64
		for offset := range shares {
			shares[offset] = weekdays[mondays(m.first+int64(offset))]
		}
		m.weekday = mustAlias(shares[:])
		own := a.Own()
		m.week, m.dayOfWeek, m.hourOfDay, m.within = own, own.Lane(1), own.Lane(2), own.Lane(3)
		return m, o.err()
	}
}

// mondays is the number of days since the last Monday; 1970-01-01 was a
// Thursday.
func mondays(day int64) int64 { return (day%7 + 7 + 3) % 7 }

func (m moments) Fill(dst *column.Vector, b *Block, _ []*column.Vector) {
	for i, row := range b.Rows {
		d := m.first + 7*int64(rng.Below(m.week.At(row), m.weeks)) + int64(m.weekday.Pick(m.dayOfWeek.At(row)))
		if m.dated {
			dst.Ints[i] = d
			continue
		}
		hour := int64(m.hour.Pick(m.hourOfDay.At(row)))
		dst.Ints[i] = d*day + (hour*3600+int64(rng.Below(m.within.At(row), 3600)))*second
	}
}

// follows is a moment after its input start: of the time from there to the
// as-of date, the early part likelier; within the option "days" (30 by
// default) where start is not before that date.
type follows struct {
	moments
	asOf, days int64
}

// after makes the constructor of time.after and date.after. Without an input
// they are as time.past and date.past of the last days.
func after(dated bool) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		days := o.whole("days", 30, 7, 36_525)
		alone := a
		alone.Options = map[string]any{"days": days}
		f, err := span(days, false, dated)(alone)
		if err != nil {
			return nil, o.err()
		}
		return follows{f.(moments), a.AsOf, days}, o.err()
	}
}

func (f follows) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	start := bound(in, 0)
	if start == nil {
		f.moments.Fill(dst, b, in)
		return
	}
	for i, row := range b.Rows {
		if start.Null(i) {
			dst.SetNull(i, len(b.Rows))
			continue
		}
		u := rng.Unit(f.week.At(row))
		from, unit := start.Ints[i], day
		if start.Kind == column.Date {
			unit = 1
		}
		left := f.asOf*unit - from
		if left <= 0 {
			left = f.days * unit
		}
		at := from + int64(float64(left)*(u*u))
		switch {
		case unit == day && f.dated:
			at = column.FloorDiv(at, day)
		case unit == 1 && !f.dated:
			at *= day
		case unit == day:
			at = max(at-at%second, from)
		}
		dst.Ints[i] = at
	}
}
