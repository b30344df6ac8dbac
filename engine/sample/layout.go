package sample

import (
	"slices"
	"strings"
)

// candidate is a layout in Go's notation that a text may be written in.
type candidate struct {
	layout string
	clock  int // where its clock ends; 0: it has none

	fraction bool // of the second
	capitals bool // its words are in capitals
}

// layouts lists the ways to read a text as a date, with or without a clock:
// whole ones first, then those without the fraction of the second, which
// time.Parse reads all the same. Where day and month could be either, the month
// comes first.
func layouts(text string) []candidate {
	if len(text) < 6 || len(text) > 48 {
		return nil
	}
	var all []candidate
	for _, fraction := range []bool{true, false} {
		for _, dayFirst := range []bool{false, true} {
			for _, padded := range []bool{true, false} {
				for _, hour := range []string{"03", "3"} {
					for _, z := range []string{"Z", "-"} {
						r := layoutReader{text: text, fraction: fraction, dayFirst: dayFirst, padded: padded, hour12: hour, zone: z}
						if c, ok := r.read(); ok && !slices.Contains(all, c) {
							all = append(all, c)
						}
					}
				}
			}
		}
	}
	return all
}

// layoutReader turns one text into a layout, one run of digits or letters after
// the other. What the text leaves open is told.
type layoutReader struct {
	text     string
	fraction bool   // keep the fraction of the second
	dayFirst bool   // where day and month are both numbers and the year is not before them
	padded   bool   // numbers below ten have a zero before them
	hour12   string // "03" or "3", where there is AM or PM
	zone     string // "Z" or "-": how UTC is written

	at          int
	layout      []byte
	year, month bool
	day, wall   bool
	clock       int
	kept        bool // a fraction
	capitals    bool
}

// The words of a layout, by what stands for them.
var layoutWords = []struct{ form, words string }{
	{"January", "january february march april may june july august september october november december"},
	{"Jan", "jan feb mar apr may jun jul aug sep oct nov dec"},
	{"Monday", "monday tuesday wednesday thursday friday saturday sunday"},
	{"Mon", "mon tue wed thu fri sat sun"},
}

func (r *layoutReader) read() (candidate, bool) {
	for r.at < len(r.text) {
		c := r.text[r.at]
		ok := true
		switch {
		case c >= '0' && c <= '9':
			ok = r.digits()
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			ok = r.letters()
		case r.clock > 0 && (c == '+' || c == '-'):
			ok = r.offset()
		case strings.IndexByte(" -/.,", c) >= 0:
			r.layout = append(r.layout, c)
			r.at++
		default:
			ok = false
		}
		if !ok {
			return candidate{}, false
		}
	}
	return candidate{string(r.layout), r.clock, r.kept, r.capitals}, r.year && r.month && r.day
}

// run is the length of the digits, or letters, at an offset.
func (r *layoutReader) run(from int, in func(byte) bool) int {
	n := 0
	for from+n < len(r.text) && in(r.text[from+n]) {
		n++
	}
	return n
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// digits takes a number of a date, or a whole clock.
func (r *layoutReader) digits() bool {
	n := r.run(r.at, isDigit)
	end := r.at + n
	if n <= 2 && end < len(r.text) && r.text[end] == ':' {
		return !r.wall && r.clockFrom(n)
	}
	first := !r.year && !r.month && !r.day
	switch {
	case n == 8 && first:
		r.put(n, compactDate)
		r.year, r.month, r.day = true, true, true
	case n == 6 && r.day && r.clock == 0 && r.text[r.at-1] == 'T':
		r.put(n, "150405")
		r.clock = len(r.layout)
	case n == 4 && !r.year:
		r.put(n, "2006")
		r.year = true
	case n > 2:
		return false
	case r.month && r.day && !r.year:
		if n != 2 {
			return false
		}
		r.put(n, "06")
		r.year = true
	case r.month && !r.day, !r.month && !r.day && r.dayFirst && !r.year, !r.day && r.worded():
		r.put(n, r.number("2"))
		r.day = true
	case !r.month:
		r.put(n, r.number("1"))
		r.month = true
	default:
		return false
	}
	return true
}

// worded reports whether the month is still to come, in letters.
func (r *layoutReader) worded() bool {
	for i := r.at; i < len(r.text) && !r.month; i++ {
		n := r.run(i, isLetter)
		if strings.HasPrefix(wordForm(r.text[i:i+n]), "Jan") {
			return true
		}
		i += n
	}
	return false
}

// wordForm is what stands for the name of a month or day in a layout, or "".
func wordForm(word string) string {
	for _, w := range layoutWords {
		if slices.Contains(strings.Fields(w.words), strings.ToLower(word)) {
			return w.form
		}
	}
	return ""
}

// number is a form of one digit, or two where they are padded.
func (r *layoutReader) number(form string) string {
	if r.padded {
		return "0" + form
	}
	return form
}

// put replaces n bytes of the text by a form.
func (r *layoutReader) put(n int, form string) {
	r.layout = append(r.layout, form...)
	r.at += n
}

// clockFrom takes hours (of n digits), minutes, seconds, and AM or PM.
func (r *layoutReader) clockFrom(n int) bool {
	r.wall = true
	hour := "15"
	half := strings.TrimLeft(r.text[r.at:], "0123456789:.,")
	if gap := strings.TrimPrefix(half, " "); len(gap) >= 2 && (strings.EqualFold(gap[:2], "am") || strings.EqualFold(gap[:2], "pm")) {
		hour = r.hour12
	} else if n == 1 {
		return false // Go has no such form
	}
	r.put(n, hour)
	for _, form := range []string{":04", ":05"} {
		if r.at < len(r.text) && r.text[r.at] == ':' {
			if r.run(r.at+1, isDigit) != 2 {
				return false
			}
			r.put(3, form)
		}
	}
	r.clock = len(r.layout)
	if r.at < len(r.text) && strings.IndexByte(".,", r.text[r.at]) >= 0 {
		n := r.run(r.at+1, isDigit)
		if n == 0 || n > 9 || !strings.HasSuffix(string(r.layout), "05") {
			return n == 0
		}
		if !r.fraction {
			r.at += n + 1
			return true
		}
		r.put(n+1, r.text[r.at:r.at+1]+"000000000"[:n])
		r.kept = true
	}
	return true
}

// letters takes a month, a weekday, AM or PM, or what stands around a clock.
func (r *layoutReader) letters() bool {
	n := r.run(r.at, isLetter)
	word := r.text[r.at : r.at+n]
	switch {
	case word == "T" && r.clock == 0 && r.run(r.at+1, isDigit) > 0:
		r.put(1, "T")
		return true
	case word == "Z" && r.clock > 0:
		r.put(1, "Z07:00")
		return true
	case (word == "UTC" || word == "GMT") && r.clock > 0:
		r.put(3, word)
		return true
	case (word == "AM" || word == "PM" || word == "am" || word == "pm") && r.clock > 0:
		form := "PM"
		if word[0] >= 'a' {
			form = "pm"
		}
		r.put(2, form)
		return true
	}
	form := wordForm(word)
	isMonth := strings.HasPrefix(form, "Jan")
	if form == "" || isMonth && r.month {
		return false
	}
	r.month = r.month || isMonth
	r.capitals = word == strings.ToUpper(word)
	r.put(n, form)
	return true
}

// offset takes a zone such as +02:00, +0200 or +02.
func (r *layoutReader) offset() bool {
	hours := r.run(r.at+1, isDigit)
	switch rest := r.text[r.at+1+hours:]; {
	case hours == 2 && len(rest) == 3 && rest[0] == ':':
		r.put(6, r.zone+"07:00")
	case hours == 4 && rest == "":
		r.put(5, r.zone+"0700")
	case hours == 2 && rest == "":
		r.put(3, r.zone+"07")
	default:
		return false
	}
	return true
}
