package encode

import (
	"math/bits"
	"strings"

	"github.com/groflex/groflex/engine/column"
)

const (
	isoDate = "2006-01-02"
	isoTime = isoDate + "T15:04:05.999999Z07:00"

	longYear = len("-292277") - len("2006") // more that an odd year takes
)

// newTimes plans a Date or Time column: the common ISO 8601 layouts have
// writers of their own.
func newTimes(f column.Field, st style, unit int64) writer {
	text := f.Layout
	switch {
	case text == "" && f.Kind == column.Date:
		text = isoDate
	case text == "":
		text = isoTime
	}
	quote := st.around()
	if st.bare && !st.plain([]byte(text)) {
		quote = string(rune(st.quote))
	}
	general := moments{
		before: newConstant(st.before + quote),
		layout: parseLayout(text, &f, st.escape).quoted(quote),
		unit:   unit,
		shift:  int64(f.Zone) * 60e6,
	}
	if f.Kind == column.Date && text == isoDate {
		return &dates{moments: general, after: newConstant(quote)}
	}
	if f.Kind == column.Time && f.Zone == 0 {
		if t, ok := newStamps(text, quote); ok {
			t.moments = general
			return t
		}
	}
	return &general
}

// quoted is l with a closing quote.
func (l layout) quoted(quote string) layout {
	return l.literal(quote, func(dst, text []byte) []byte { return append(dst, text...) })
}

// moments writes dates and times in any layout.
type moments struct {
	before constant
	layout layout
	unit   int64 // microseconds that one cell counts: 1, or a day of them
	shift  int64 // microseconds from UTC to the zone
	cells  []int64
}

func (c *moments) prepare(v *column.Vector) int {
	c.cells = v.Ints
	return c.before.len() + c.layout.width()
}

func (c *moments) write(s *strip, from int) {
	s.stamp(c.before.stamped)
	cells := c.cells[from:][:len(s.end)]
	for i, p := range s.end {
		column.Put8(s.buf, p, c.before.word)
		s.end[i] = c.put(s.buf, p+c.before.n, cells[i])
	}
}

// put writes one cell in full.
func (c *moments) put(buf []byte, p int, cell int64) int {
	day, micros := cell, uint64(0)
	if c.unit != microsPerDay {
		cell += c.shift
		day = cell / microsPerDay
		if cell%microsPerDay < 0 {
			day--
		}
		micros = uint64(cell - day*microsPerDay)
	}
	m := momentOf(day, micros)
	return c.layout.put(buf, p, &m)
}

// dates writes days as 2006-01-02.
type dates struct {
	moments
	after constant
}

func (c *dates) prepare(v *column.Vector) int {
	c.cells = v.Ints
	return c.before.len() + len(isoDate) + longYear + c.after.n
}

func (c *dates) write(s *strip, from int) {
	s.stamp(c.before.stamped)
	buf, word, n := s.buf, c.before.word, c.before.n
	after, tail := c.after.word<<16, 10+c.after.n
	cells := c.cells[from:][:len(s.end)]
	for i, p := range s.end {
		column.Put8(buf, p, word)
		p += n
		day := uint64(cells[i] - marchZero)
		if day >= calendar {
			s.end[i] = c.put(buf, p, cells[i])
			continue
		}
		d := column.Digits4(civil(uint32(day)))
		column.Put8(buf, p, dashed(d))
		column.Put8(buf, p+8, d>>48|after)
		s.end[i] = p + tail
	}
}

// dashed is the first eight bytes of YYYY-MM-DD; d is YYYYMMDD.
func dashed(d uint64) uint64 {
	return d&0xffffffff | '-'<<32 | d>>32&0xffff<<40 | '-'<<56
}

// stamps writes times as 2006-01-02T15:04:05 with another separator, with or
// without a fraction, and with any short text behind.
type stamps struct {
	moments
	separator uint64
	fraction  bool // of up to six digits, without trailing zeros
	after     constant
}

// newStamps is a writer for a layout of that form.
func newStamps(text, quote string) (*stamps, bool) {
	rest, ok := strings.CutPrefix(text, isoDate)
	if !ok || rest == "" || rest[0] != 'T' && rest[0] != ' ' {
		return nil, false
	}
	separator := uint64(rest[0])
	rest, ok = strings.CutPrefix(rest[1:], "15:04:05")
	if !ok {
		return nil, false
	}
	rest, fraction := strings.CutPrefix(rest, ".999999")
	switch rest {
	case "Z07:00":
		rest = "Z"
	case "-07:00":
		rest = "+00:00"
	case "", "Z":
	default:
		return nil, false
	}
	return &stamps{separator: separator, fraction: fraction, after: newConstant(rest + quote)}, true
}

func (c *stamps) prepare(v *column.Vector) int {
	c.cells = v.Ints
	return c.before.len() + len("2006-01-02T15:04:05.999999") + longYear + c.after.n
}

func (c *stamps) write(s *strip, from int) {
	s.stamp(c.before.stamped)
	buf, word, n := s.buf, c.before.word, c.before.n
	cells := c.cells[from:][:len(s.end)]
	for i, p := range s.end {
		column.Put8(buf, p, word)
		p += n
		micros := uint64(cells[i] - marchZero*microsPerDay)
		if micros >= calendar*microsPerDay {
			s.end[i] = c.put(buf, p, cells[i])
			continue
		}
		day, micros := splitDay(micros)
		date := column.Digits4(civil(day))
		seconds := uint32(micros>>6) / (1e6 >> 6)
		minutes := seconds / 60
		clock := column.Digits2(uint64(minutes/60|minutes%60<<16) | uint64(seconds%60)<<32) // HHMMSS
		column.Put8(buf, p, dashed(date))
		column.Put8(buf, p+8, date>>48|c.separator<<16|clock&0xffff<<24|':'<<40|clock>>16&0xffff<<48)
		column.Put8(buf, p+16, ':'|clock>>32<<8)
		p += 19
		if micros -= uint64(seconds) * 1e6; micros > 0 && c.fraction {
			d := column.Digits8(uint32(micros) * 100)
			column.Put8(buf, p, '.'|d<<8)
			p += 1 + (bits.Len64(d^column.Zeros)+7)>>3
		}
		column.Put8(buf, p, c.after.word)
		s.end[i] = p + c.after.n
	}
}

// splitDay divides micros, less than 2^62, into days and the rest. A 64-bit
// division is slow in wasm; a product of floats is off by one at most.
func splitDay(micros uint64) (day uint32, rest uint64) {
	day = uint32(float64(int64(micros)) * (1.0 / microsPerDay))
	rest = micros - uint64(day)*microsPerDay
	if int64(rest) < 0 {
		return day - 1, rest + microsPerDay
	}
	if rest >= microsPerDay {
		return day + 1, rest - microsPerDay
	}
	return day, rest
}
