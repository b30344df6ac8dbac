package sample

import (
	"math"
	"strconv"
)

// number is a text read as a decimal: unscaled / 10^scale. Numbers of more
// than 18 digits keep only their float.
type number struct {
	unscaled int64
	scale    uint8
	float    float64
	wide     bool // does not fit unscaled and scale
	zeros    bool // starts with zeros that a number would not be written with: 007
	exponent bool
}

// scaleMax is the most decimals that a fixed-point column keeps; beyond it
// numbers are floats.
const scaleMax = 12

// parseNumber reads -12, 12.50, .5, 1e-05. It refuses signs of plus, hex,
// NaN and infinities, which are not how quantities are written.
func parseNumber(s string) (number, bool) {
	var n number
	i, negative := 0, false
	if i < len(s) && s[i] == '-' {
		negative = true
		i++
	}
	start, digits, point := i, 0, -1
	for ; i < len(s); i++ {
		c := s[i]
		if c == '.' && point < 0 {
			point = i
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		if digits++; digits <= 18 {
			n.unscaled = n.unscaled*10 + int64(c-'0')
		}
		if point >= 0 && n.scale < math.MaxUint8 {
			n.scale++
		}
	}
	if digits == 0 || point == i-1 && digits == 0 {
		return n, false
	}
	whole := i - start
	if point >= 0 {
		whole = point - start
	}
	n.zeros = whole > 1 && s[start] == '0'
	n.wide = digits > 18 || n.scale > scaleMax
	if i < len(s) {
		if s[i] != 'e' && s[i] != 'E' {
			return n, false
		}
		exponent, err := strconv.Atoi(s[i+1:])
		if err != nil {
			return n, false
		}
		n.exponent = true
		n.shift(exponent)
	}
	if negative {
		n.unscaled = -n.unscaled
	}
	var err error
	n.float, err = strconv.ParseFloat(s, 64)
	return n, err == nil
}

// shift multiplies by 10^exponent.
func (n *number) shift(exponent int) {
	scale := int(n.scale) - exponent
	for scale < 0 && n.unscaled < 1e17 {
		n.unscaled *= 10
		scale++
	}
	if scale < 0 || scale > scaleMax {
		n.wide = true
		return
	}
	n.scale = uint8(scale)
}

// at is the number with the given scale, which must be no less than its own.
// It fails where 18 digits do not hold it.
func (n number) at(scale uint8) (int64, bool) {
	v := n.unscaled
	for range scale - n.scale {
		if v > 1e17 || v < -1e17 {
			return 0, false
		}
		v *= 10
	}
	return v, true
}
