package column

// Civil is the year, month and day of a Date, in the proleptic Gregorian
// calendar. Years are counted from March, so that the leap day is the last;
// 400 years have 146,097 days (method: H. Hinnant, "chrono-compatible low-level
// date algorithms", https://howardhinnant.github.io/date_algorithms.html).
func Civil(date int64) (year, month, day int64) {
	date += 719_468 // since 0000-03-01
	era := FloorDiv(date, 146_097)
	d := date - era*146_097
	y := (d - d/1460 + d/36_524 - d/146_096) / 365
	d -= 365*y + y/4 - y/100
	m := (5*d + 2) / 153
	year, month, day = era*400+y, m+3, d-(153*m+2)/5+1
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, day
}

// DateOf is the inverse of Civil; month may be any number, 13 being January of
// the year after.
func DateOf(year, month, day int64) int64 {
	month -= 3 // since March
	year += FloorDiv(month, 12)
	month -= FloorDiv(month, 12) * 12
	era := FloorDiv(year, 400)
	y := year - era*400
	return era*146_097 + y*365 + y/4 - y/100 + (153*month+2)/5 + day - 1 - 719_468
}

// FloorDiv is a / b, b > 0, rounded down: the day of a moment before 1970 too.
func FloorDiv(a, b int64) int64 {
	q := a / b
	if a-q*b < 0 {
		q--
	}
	return q
}
