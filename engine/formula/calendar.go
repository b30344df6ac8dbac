package formula

import (
	"time"

	"github.com/groflex/groflex/engine/column"
)

const (
	daySeconds   = 24 * 60 * 60
	microseconds = 1_000_000
	dayMicros    = daySeconds * microseconds

	// Dates and times outside the years 1 to 9999, which RFC 3339 cannot
	// write, are null.
	firstDay = -719162
	lastDay  = 2932896
)

// addMonths moves a day by months, to the end of the month if it has no such
// day: January 31 and one month is February 28 or 29.
func addMonths(day, months int64) int64 {
	y, m, d := column.Civil(day)
	start := column.DateOf(y, m+months, 1)
	return start + min(d, column.DateOf(y, m+months+1, 1)-start) - 1
}

// fullYears is the number of anniversaries of from up to and on to; February
// 29 has its anniversary on March 1 in other years.
func fullYears(from, to int64) int64 {
	y1, m1, d1 := column.Civil(from)
	y2, m2, d2 := column.Civil(to)
	years := y2 - y1
	switch {
	case years > 0 && (m2 < m1 || m2 == m1 && d2 < d1):
		years--
	case years < 0 && (m2 > m1 || m2 == m1 && d2 > d1):
		years++
	}
	return years
}

// part is a number read off a day.
func part(f func(day int64) int64) kernel {
	return func(x *call) {
		for i, v := range x.in[0].Ints[:x.n] {
			x.out.Ints[i] = f(v)
		}
	}
}

func yearOf(day int64) int64    { y, _, _ := column.Civil(day); return y }
func monthOf(day int64) int64   { _, m, _ := column.Civil(day); return m }
func dayOf(day int64) int64     { _, _, d := column.Civil(day); return d }
func weekdayOf(day int64) int64 { return day + 3 - column.FloorDiv(day+3, 7)*7 + 1 } // 1970-01-01 was a Thursday: 4
func startOfMonth(day int64) int64 {
	_, _, d := column.Civil(day)
	return day - d + 1
}

func hourOf(x *call) {
	for i, v := range x.in[0].Ints[:x.n] {
		x.out.Ints[i] = (v - column.FloorDiv(v, dayMicros)*dayMicros) / (dayMicros / 24)
	}
}

// dayOfTime is the UTC day that a time is in.
func dayOfTime(x *call) {
	for i, v := range x.in[0].Ints[:x.n] {
		x.out.Ints[i] = column.FloorDiv(v, dayMicros)
	}
}

// midnight is the time at which a day begins.
func midnight(x *call) {
	for i, v := range x.in[0].Ints[:x.n] {
		if x.out.Ints[i] = v * dayMicros; v < firstDay || v > lastDay {
			x.null(i)
		}
	}
}

// moveMonths is add_months of days, in[1] being the months.
func moveMonths(x *call) {
	for i, v := range x.in[0].Ints[:x.n] {
		months := x.in[1].Ints[i]
		if x.out.Ints[i] = firstDay - 1; months > -120_000 && months < 120_000 {
			x.out.Ints[i] = addMonths(v, months)
		}
	}
	x.within(firstDay, lastDay)
}

func yearsBetween(x *call) {
	for i, v := range x.in[0].Ints[:x.n] {
		x.out.Ints[i] = fullYears(v, x.in[1].Ints[i])
	}
}

// inCalendar wraps a kernel whose result is a date or time, to keep it within
// the years 1 to 9999.
func inCalendar(t Type, run kernel) kernel {
	lo, hi := int64(firstDay), int64(lastDay)
	if t.Kind == column.Time {
		lo, hi = firstDay*dayMicros, lastDay*dayMicros+dayMicros-1
	}
	return func(x *call) {
		run(x)
		x.within(lo, hi)
	}
}

// parseTime reads a date or time in ISO 8601 notation; without a zone it is
// UTC. whole: it is a date alone.
func parseTime(s string) (micros int64, whole, ok bool) {
	for k, layout := range []string{time.DateOnly, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateTime, "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			micros = t.UnixMicro()
			return micros, k == 0, micros >= firstDay*dayMicros && micros < (lastDay+1)*dayMicros
		}
	}
	return 0, false, false
}

// readTime reads texts as times, or as dates; null where they are neither.
func readTime(t Type) kernel {
	return func(x *call) {
		for i := range x.out.Ints[:x.n] {
			v, _, ok := parseTime(string(x.in[0].Bytes(i)))
			if t.Kind == column.Date {
				v = column.FloorDiv(v, dayMicros)
			}
			if x.out.Ints[i] = v; !ok {
				x.null(i)
			}
		}
	}
}
