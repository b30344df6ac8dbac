package encode

import "time"

const (
	microsPerDay = 24 * 60 * 60 * 1_000_000

	// marchZero is 0000-03-01 as days since 1970-01-01. Counting from there
	// makes a leap day the last of its year.
	marchZero = -719_468
	calendar  = 3_652_365 // days from marchZero to the end of 9999

	// The days that time.Time can tell, about ±292,000 years.
	firstDay = -106_751_992
	lastDay  = +106_751_991
)

// civil is the date of a day in [0, calendar), counted from marchZero: the
// year, and 100 times the month plus the day, in lanes of 32 bits for column.Digits4.
// Method: Neri and Schneider 2022, doi:10.1002/spe.3172.
func civil(day uint32) uint64 {
	n := 4*day + 3
	years := 2_939_745 * uint64(n%146_097|3) // four centuries have 146,097 days
	yearday := uint32(years) / (4 * 2_939_745)
	m := 2_141*yearday + 197_913 // five months have 153 days; the first is month 3
	date := uint64(n/146_097*100) + years>>32 + uint64(m>>16*100+m&0xffff/2_141+1)<<32
	if yearday >= 306 { // January and February belong to the next year
		date -= 1200<<32 - 1
	}
	return date
}

// moment is a time in UTC, taken apart.
type moment struct {
	year, month, dayOfMonth  int
	day                      int64 // since 1970-01-01
	hour, minute, sec, micro uint64
}

// momentOf takes apart the micros after midnight of a day, which is moved
// into [firstDay, lastDay].
func momentOf(day int64, micros uint64) moment {
	day = min(max(day, firstDay), lastDay)
	m := moment{day: day}
	if n := uint64(day - marchZero); n < calendar {
		date := civil(uint32(n))
		m.year, m.month, m.dayOfMonth = int(uint32(date)), int(date>>32/100), int(date>>32%100)
	} else {
		year, month, dayOfMonth := time.Unix(day*86_400, 0).UTC().Date()
		m.year, m.month, m.dayOfMonth = year, int(month), dayOfMonth
	}
	seconds := micros / 1e6
	m.micro = micros % 1e6
	m.hour, m.minute, m.sec = seconds/3600, seconds/60%60, seconds%60
	return m
}

// yearday is the day of the year, 1 to 366.
func (m *moment) yearday() uint64 {
	return uint64(time.Date(m.year, time.Month(m.month), m.dayOfMonth, 0, 0, 0, 0, time.UTC).YearDay())
}

// weekday is 0 for Sunday. 1970-01-01 was a Thursday.
func (m *moment) weekday() time.Weekday { return time.Weekday(((m.day+4)%7 + 7) % 7) }
