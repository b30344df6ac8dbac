package encode

import (
	"strconv"
	"strings"
	"time"

	"github.com/groflex/groflex/engine/column"
)

// layout is a format of Go's time package, compiled: literals and verbs in
// turn.
type layout []step

// step is one element of a layout: a verb, or the text itself where verb is
// literal.
type step struct {
	verb verb
	text string // of a literal
	n    int    // digits of a fraction
	mark byte   // of a fraction: '.' or ','

	capitals bool // of a word
}

type verb uint8

const (
	literal verb = iota
	year4
	year2
	monthName
	monthAbbr
	month2
	month1
	weekdayName
	weekdayAbbr
	day2
	dayBlank
	day1
	yearday3
	yeardayBlank
	hour2
	hour12Zero
	hour12
	minute2
	minute1
	second2
	second1
	pmUpper
	pmLower
	fraction        // with all its digits
	fractionTrimmed // without trailing zeros
)

// verbs spells the elements, those first that begin like a shorter one. Zones
// are literals: they have one text in all cells of a column.
var verbs = [...]struct {
	text string
	step step
}{
	{"January", step{verb: monthName}}, {"Jan", step{verb: monthAbbr}},
	{"Monday", step{verb: weekdayName}}, {"Mon", step{verb: weekdayAbbr}},
	{"MST", step{}},
	{"01", step{verb: month2}}, {"02", step{verb: day2}}, {"03", step{verb: hour12Zero}},
	{"04", step{verb: minute2}}, {"05", step{verb: second2}}, {"06", step{verb: year2}},
	{"002", step{verb: yearday3}}, {"15", step{verb: hour2}}, {"1", step{verb: month1}},
	{"2006", step{verb: year4}}, {"2", step{verb: day1}},
	{"__2", step{verb: yeardayBlank}}, {"_2", step{verb: dayBlank}},
	{"3", step{verb: hour12}}, {"4", step{verb: minute1}}, {"5", step{verb: second1}},
	{"PM", step{verb: pmUpper}}, {"pm", step{verb: pmLower}},
	{"-070000", step{}}, {"-07:00:00", step{}}, {"-0700", step{}}, {"-07:00", step{}}, {"-07", step{}},
	{"Z070000", step{}}, {"Z07:00:00", step{}}, {"Z0700", step{}}, {"Z07:00", step{}}, {"Z07", step{}},
}

// parseLayout compiles a layout, with the zone and the capitals of a field;
// escape is applied to its literals.
func parseLayout(text string, f *column.Field, escape func(dst, text []byte) []byte) layout {
	var l layout
	pending := 0 // bytes of text that are literal so far
	for pending < len(text) {
		st, n := element(text[pending:])
		if n == 0 {
			pending++
			continue
		}
		l = l.literal(text[:pending], escape)
		if st.verb == literal {
			name := time.FixedZone("UTC", int(f.Zone)*60)
			l = l.literal(time.Unix(0, 0).In(name).Format(text[pending:pending+n]), escape)
		} else {
			st.capitals = f.Capitals
			l = append(l, st)
		}
		text, pending = text[pending+n:], 0
	}
	return l.literal(text, escape)
}

// literal appends a literal, joined with one before it.
func (l layout) literal(text string, escape func(dst, text []byte) []byte) layout {
	if text == "" {
		return l
	}
	text = string(escape(nil, []byte(text)))
	if last := len(l) - 1; last >= 0 && l[last].verb == literal {
		l[last].text += text
		return l
	}
	return append(l, step{text: text})
}

// element is the element that text begins with and its length, or 0.
func element(text string) (step, int) {
	if text[0] == '.' || text[0] == ',' {
		return fractionOf(text)
	}
	if strings.HasPrefix(text, "_2006") {
		return step{}, 0 // a literal underscore, then the year
	}
	for _, v := range verbs {
		rest, ok := strings.CutPrefix(text, v.text)
		if !ok {
			continue
		}
		abbreviated := v.step.verb == monthAbbr || v.step.verb == weekdayAbbr
		if abbreviated && rest != "" && 'a' <= rest[0] && rest[0] <= 'z' {
			return step{}, 0 // part of a word
		}
		return v.step, len(v.text)
	}
	return step{}, 0
}

// fractionOf is element for text that begins with a point or comma: a run of
// zeros or nines is a fraction, unless another digit follows.
func fractionOf(text string) (step, int) {
	digits := strings.TrimLeft(text[1:], "0")
	verb := fraction
	if len(digits) == len(text)-1 {
		digits = strings.TrimLeft(text[1:], "9")
		verb = fractionTrimmed
	}
	n := len(text) - 1 - len(digits)
	if n == 0 || digits != "" && '0' <= digits[0] && digits[0] <= '9' {
		return step{}, 0
	}
	return step{verb: verb, n: min(n, 9), mark: text[0]}, n + 1
}

// width bounds the bytes that put writes.
func (l layout) width() int {
	const widest = len("-292277") + 8 // a year, or "September"; stores run on
	n := 0
	for _, st := range l {
		n += max(len(st.text), widest)
	}
	return n
}

// put writes a moment and returns where it ends.
func (l layout) put(buf []byte, p int, m *moment) int {
	for i := range l {
		st := &l[i]
		switch st.verb {
		case literal:
			p += copy(buf[p:], st.text)
		case year4:
			p = putYear(buf, p, m.year)
		case year2:
			year := m.year % 100
			p = putTwo(buf, p, uint64(max(year, -year)))
		case monthName:
			p = st.putWord(buf, p, time.Month(m.month).String())
		case monthAbbr:
			p = st.putWord(buf, p, time.Month(m.month).String()[:3])
		case month2:
			p = putTwo(buf, p, uint64(m.month))
		case month1:
			p = putShort(buf, p, uint64(m.month))
		case weekdayName:
			p = st.putWord(buf, p, m.weekday().String())
		case weekdayAbbr:
			p = st.putWord(buf, p, m.weekday().String()[:3])
		case day2:
			p = putTwo(buf, p, uint64(m.dayOfMonth))
		case dayBlank:
			p = putBlank(buf, p, uint64(m.dayOfMonth), 2)
		case day1:
			p = putShort(buf, p, uint64(m.dayOfMonth))
		case yearday3:
			n := m.yearday()
			buf[p] = byte('0' + n/100)
			p = putTwo(buf, p+1, n%100)
		case yeardayBlank:
			p = putBlank(buf, p, m.yearday(), 3)
		case hour2:
			p = putTwo(buf, p, m.hour)
		case hour12Zero:
			p = putTwo(buf, p, (m.hour+11)%12+1)
		case hour12:
			p = putShort(buf, p, (m.hour+11)%12+1)
		case minute2:
			p = putTwo(buf, p, m.minute)
		case minute1:
			p = putShort(buf, p, m.minute)
		case second2:
			p = putTwo(buf, p, m.sec)
		case second1:
			p = putShort(buf, p, m.sec)
		case pmUpper:
			p += copy(buf[p:], "AMPM"[m.hour/12*2:][:2])
		case pmLower:
			p += copy(buf[p:], "ampm"[m.hour/12*2:][:2])
		case fraction:
			p = putNanos(buf, p, st, m.micro)
		case fractionTrimmed:
			if m.micro != 0 {
				p = putNanos(buf, p, st, m.micro)
				for buf[p-1] == '0' {
					p--
				}
				if buf[p-1] == st.mark {
					p--
				}
			}
		}
	}
	return p
}

// putWord writes the name of a month or a day.
func (s *step) putWord(buf []byte, p int, word string) int {
	n := copy(buf[p:], word)
	for i := p; s.capitals && i < p+n; i++ {
		buf[i] &^= 0x20
	}
	return p + n
}

// putTwo writes x < 100 in two digits.
func putTwo(buf []byte, p int, x uint64) int {
	buf[p], buf[p+1] = byte('0'+x/10), byte('0'+x%10)
	return p + 2
}

// putBlank writes x to the right of width bytes, blanks before it.
func putBlank(buf []byte, p int, x uint64, width int) int {
	for end := p + width; p < end; end-- {
		buf[end-1] = ' '
		if x > 0 {
			buf[end-1] = byte('0' + x%10)
			x /= 10
		}
	}
	return p + width
}

// putYear writes a year in at least four digits.
func putYear(buf []byte, p, year int) int {
	if year < 0 {
		buf[p] = '-'
		p++
		year = -year
	}
	if year > 9999 {
		return len(strconv.AppendInt(buf[:p], int64(year), 10))
	}
	p = putTwo(buf, p, uint64(year/100))
	return putTwo(buf, p, uint64(year%100))
}

// putNanos writes a fraction of a second with the step's digits.
func putNanos(buf []byte, p int, st *step, micro uint64) int {
	buf[p] = st.mark
	micro *= 1000
	for i := 9; i > 0; i-- {
		buf[p+i] = byte('0' + micro%10)
		micro /= 10
	}
	return p + 1 + st.n
}
