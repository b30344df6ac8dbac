package encode

import (
	"math"
	"math/bits"
	"strconv"

	"github.com/groflex/groflex/engine/column"
)

// Widest forms of numbers, in bytes.
const (
	intWidth     = len("-9223372036854775808")
	decimalWidth = intWidth + 1
	floatWidth   = len("-2.2250738585072014e-308")
)

// bools writes one of two texts of at most eight bytes.
type bools struct {
	before constant
	texts  [2]constant
	cells  []int64
}

func (c *bools) prepare(v *column.Vector) int {
	c.cells = v.Ints
	return c.before.len() + 8
}

func (c *bools) write(s *strip, from int) {
	s.stamp(c.before.stamped)
	buf, end, word, n := s.buf, s.end, c.before.word, c.before.n
	cells := c.cells[from:][:len(end)]
	for i, p := range end {
		column.Put8(buf, p, word)
		text := &c.texts[cells[i]&1]
		column.Put8(buf, p+n, text.word)
		end[i] = p + n + text.n
	}
}

// ints writes whole numbers.
type ints struct {
	before constant
	cells  []int64
}

func (c *ints) prepare(v *column.Vector) int {
	c.cells = v.Ints
	return c.before.len() + intWidth
}

func (c *ints) write(s *strip, from int) {
	s.stamp(c.before.stamped)
	buf, end, word, n := s.buf, s.end, c.before.word, c.before.n
	cells := c.cells[from:][:len(end)]
	for i, p := range end {
		column.Put8(buf, p, word)
		p += n
		x := uint64(cells[i])
		if cells[i] < 0 {
			buf[p] = '-'
			p++
			x = -x
		}
		if x >= 1e8 {
			end[i] = putUint(buf, p, x)
			continue
		}
		w, digits := numeral(column.Digits8(uint32(x)))
		column.Put8(buf, p, w)
		end[i] = p + digits
	}
}

// decimals writes fixed-point numbers: scale digits are stored, trailing
// zeros beyond places of them are not written.
type decimals struct {
	before        constant
	scale, places int
	cells         []int64
}

func (c *decimals) prepare(v *column.Vector) int {
	c.cells = v.Ints
	return c.before.len() + decimalWidth + c.scale
}

func (c *decimals) write(s *strip, from int) {
	s.stamp(c.before.stamped)
	buf, end, word, n := s.buf, s.end, c.before.word, c.before.n
	cells := c.cells[from:][:len(end)]
	scale := c.scale
	limit := uint64(1e8) // below it one word holds all digits
	if scale == 0 || scale > 7 {
		limit = 0
	}
	whole := 8 * (8 - scale) // bits of the word before the point
	trim := scale - c.places
	for i, p := range end {
		column.Put8(buf, p, word)
		p += n
		x := uint64(cells[i])
		if cells[i] < 0 {
			buf[p] = '-'
			p++
			x = -x
		}
		if x >= limit {
			p = putUint(buf, p, x/pow10[scale])
			end[i] = putFraction(buf, p, x%pow10[scale], scale, c.places)
			continue
		}
		d := column.Digits8(uint32(x))
		zeros := bits.TrailingZeros64(d^column.Zeros|1<<(whole-8)) &^ 7
		column.Put8(buf, p, d>>zeros)
		p += (whole - zeros) >> 3
		column.Put8(buf, p, '.'|d>>whole<<8)
		digits := scale
		if trim > 0 {
			digits -= min(trim, scale-(bits.Len64((d^column.Zeros)>>whole)+7)>>3)
			if digits == 0 {
				p-- // no point either
			}
		}
		end[i] = p + 1 + digits
	}
}

// floats writes the shortest text that reads back as the same number, in the
// form of encoding/json; what is no number (NaN, ±Inf) is missing.
type floats struct {
	before constant
	null   string
	cells  []float64
}

func (c *floats) prepare(v *column.Vector) int {
	c.cells = v.Floats
	return c.before.len() + max(floatWidth, len(c.null))
}

func (c *floats) write(s *strip, from int) {
	s.stamp(c.before.stamped)
	buf, end := s.buf, s.end
	cells := c.cells[from:][:len(end)]
	for i, p := range end {
		column.Put8(buf, p, c.before.word)
		p += c.before.n
		x := cells[i]
		if x-x != 0 {
			end[i] = p + copy(buf[p:], c.null)
			continue
		}
		// A decimal of at most 15 digits that rounds to x is the only one
		// (any two of them are further apart than doubles are), so it is the
		// shortest. Most numbers people keep have at most six decimals.
		if a := math.Abs(x); a < 1e8 {
			micros := int64(float64(a*1e6) + 0.5)
			if float64(micros)/1e6 == a && (micros > 0 || !math.Signbit(x)) {
				column.Put8(buf, p, '-')
				p += int(math.Float64bits(x) >> 63)
				whole := int64(a)
				w, digits := numeral(column.Digits8(uint32(whole)))
				column.Put8(buf, p, w)
				p += digits
				if part := micros - 1e6*whole; part > 0 {
					d := column.Digits8(uint32(part) * 100)
					column.Put8(buf, p, '.'|d<<8)
					p += 1 + (bits.Len64(d^column.Zeros)+7)>>3
				}
				end[i] = p
				continue
			}
		}
		end[i] = len(appendFloat(buf[:p], x))
	}
}

// appendFloat appends x as ECMAScript and encoding/json do: plain from 1e-6
// up to 1e21, with an exponent beyond.
func appendFloat(dst []byte, x float64) []byte {
	if a := math.Abs(x); a == 0 || a >= 1e-6 && a < 1e21 {
		return strconv.AppendFloat(dst, x, 'f', -1, 64)
	}
	dst = strconv.AppendFloat(dst, x, 'e', -1, 64)
	if n := len(dst); dst[n-4] == 'e' && dst[n-2] == '0' { // e-07 is written e-7
		dst[n-2] = dst[n-1]
		dst = dst[:n-1]
	}
	return dst
}
