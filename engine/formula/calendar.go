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

// civil is the proleptic Gregorian year, month and day of a day since
// 1970-01-01. Years are counted from March, so that the leap day is the last;
// a year of 400 has 146,097 days (method: H. Hinnant, "chrono-compatible
// low-level date algorithms", https://howardhinnant.github.io/date_algorithms.html).
func civil(days int64) (year, month, day int64) {
	days += 719468 // since 0000-03-01
	era := floorDiv(days, 146097)
	d := days - era*146097
	y := (d - d/1460 + d/36524 - d/146096) / 365
	d -= 365*y + y/4 - y/100
	m := (5*d + 2) / 153
	year, month, day = era*400+y, m+3, d-(153*m+2)/5+1
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, day
}

// days is the inverse of civil; month may be any number.
func days(year, month, day int64) int64 {
	month -= 3 // since March
	year += floorDiv(month, 12)
	month -= floorDiv(month, 12) * 12
	era := floorDiv(year, 400)
	y := year - era*400
	return era*146097 + y*365 + y/4 - y/100 + (153*month+2)/5 + day - 1 - 719468
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a-q*b < 0 {
		q--
	}
	return q
}

// addMonths moves a day by months, to the end of the month if it has no such
// day: January 31 and one month is February 28 or 29.
func addMonths(day, months int64) int64 {
	y, m, d := civil(day)
	start := days(y, m+months, 1)
	return start + min(d, days(y, m+months+1, 1)-start) - 1
}

// fullYears is the number of anniversaries of from up to and on to; February
// 29 has its anniversary on March 1 in other years.
func fullYears(from, to int64) int64 {
	y1, m1, d1 := civil(from)
	y2, m2, d2 := civil(to)
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

func yearOf(day int64) int64    { y, _, _ := civil(day); return y }
func monthOf(day int64) int64   { _, m, _ := civil(day); return m }
func dayOf(day int64) int64     { _, _, d := civil(day); return d }
func weekdayOf(day int64) int64 { return day + 3 - floorDiv(day+3, 7)*7 + 1 } // 1970-01-01 was a Thursday: 4
func startOfMonth(day int64) int64 {
	_, _, d := civil(day)
	return day - d + 1
}

func hourOf(x *call) {
	for i, v := range x.in[0].Ints[:x.n] {
		x.out.Ints[i] = (v - floorDiv(v, dayMicros)*dayMicros) / (dayMicros / 24)
	}
}

// dayOfTime is the UTC day that a time is in.
func dayOfTime(x *call) {
	for i, v := range x.in[0].Ints[:x.n] {
		x.out.Ints[i] = floorDiv(v, dayMicros)
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
				v = floorDiv(v, dayMicros)
			}
			if x.out.Ints[i] = v; !ok {
				x.null(i)
			}
		}
	}
}
