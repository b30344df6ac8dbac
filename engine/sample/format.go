package sample

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
)

// Format is how a column writes numbers with signs around them: Prefix, the
// digits before the point in groups of three, the point, Scale decimals,
// Suffix.
type Format struct {
	Prefix string
	Suffix string
	Group  string // between thousands: ",", ".", "'", a space of some kind or nothing
	Point  string // "." or ","
	Scale  uint8

	// Minus shows a number below zero, 1 standing for it with its signs and $
	// for the prefix: "(1)", "1-", "−1", "$-1"; nothing is "-1".
	Minus string `json:",omitempty"`
	Plus  bool   `json:",omitempty"` // a plus sign stands before others

	// Exponent is "e" or "E" of numbers like 1.250e-03, with Mantissa decimals;
	// nothing else but Scale counts then.
	Exponent string `json:",omitempty"`
	Mantissa int    `json:",omitempty"`

	Clock *clockForm `json:",omitempty"` // of times of day; nothing else counts then
	Width int        `json:",omitempty"` // spaces before a number fill it up to so many bytes
}

// Sound reports whether a format that was read from a document can be written
// in.
func (f *Format) Sound() bool {
	return f.Scale <= 18 && f.Width >= 0 && f.Width <= 64 && f.Mantissa >= 0 && f.Mantissa <= 24 && strings.Contains(" e E", " "+f.Exponent)
}

// inferFormat finds the format in which at least nine in ten of the cells are
// numbers; the other cells stay words.
func inferFormat(l *lexicon, values []uint32) (*Format, *column.Vector) {
	f, ok := scientific(l, values)
	if !ok {
		f, ok = clockFormat(l, values)
	}
	if !ok {
		f, ok = guess(l, values)
	}
	if !ok {
		return nil, nil
	}
	rows, read := 0, 0
	of := make([]int64, len(l.texts))
	isNumber := column.NewBits(len(l.texts))
	for _, code := range values {
		rows += l.counts[code]
		if v, ok := f.Parse(l.texts[code]); ok {
			of[code] = v
			isNumber.Set(int(code))
			read += l.counts[code]
		}
	}
	if 10*read < 9*rows {
		return nil, nil
	}
	v := &column.Vector{Kind: column.Decimal, Scale: f.Scale, Ints: make([]int64, len(l.codes))}
	for row, code := range l.codes {
		v.Ints[row] = of[code]
		if !isNumber.Has(int(code)) {
			v.SetNull(row, len(l.codes))
		}
	}
	return f, v
}

// guess takes the format from the values: signs from the first that has a
// digit, grouping and decimals from whichever value shows them.
func guess(l *lexicon, values []uint32) (*Format, bool) {
	f := &Format{Point: ".", Width: width(l, values)}
	found := false
	for _, code := range values {
		text, minus, plus := l.texts[code], "", false
		if f.Width > 0 {
			text = strings.TrimLeft(text, " ")
		}
		text, minus, plus = unsigned(text)
		from := strings.IndexAny(text, "0123456789")
		to := strings.LastIndexAny(text, "0123456789") + 1
		if from < 0 {
			continue
		}
		if from > 5 || len(text)-to > 8 {
			return nil, false
		}
		prefix, behind := strings.CutSuffix(text[:from], "-")
		if behind && minus == "" {
			minus = "$-1"
		}
		if f.Plus = f.Plus || plus; minus != "" && minus != "-1" {
			f.Minus = minus
		}
		if !found {
			f.Prefix, f.Suffix, found = prefix, text[to:], true
		}
		digits := text[from:to]
		last := strings.LastIndexAny(digits, ".,")
		if last < 0 {
			continue
		}
		decimals := len(digits) - last - 1
		other := strings.IndexAny(digits, ".,' \u00a0\u202f")
		if decimals != 3 || other < last && digits[other] != digits[last] {
			f.Point = digits[last : last+1]
			f.Scale = max(f.Scale, uint8(min(decimals, scaleMax)))
			if other < last {
				_, n := utf8.DecodeRuneInString(digits[other:])
				f.Group = digits[other : other+n]
			}
		} else if f.Scale == 0 {
			f.Group = digits[last : last+1] // 1,234 or 1,234,567
		}
	}
	if f.Group == f.Point {
		f.Point = map[bool]string{true: ",", false: "."}[f.Group == "."]
	}
	plain := f.Prefix == "" && f.Suffix == "" && f.Group == "" && f.Point == "." && f.Minus == "" && !f.Plus && f.Width == 0
	return f, found && (!plain || f.Scale == 0)
}

// width is the length of texts that are all of one, some with spaces before
// them, else 0.
func width(l *lexicon, values []uint32) int {
	n, spaces := len(l.texts[values[0]]), false
	for _, code := range values {
		if len(l.texts[code]) != n {
			return 0
		}
		spaces = spaces || l.texts[code][0] == ' '
	}
	if !spaces {
		return 0
	}
	return n
}

// Parse reads a number that Write would write as text, in units of
// 10^-Scale.
func (f *Format) Parse(text string) (int64, bool) {
	if f.Clock != nil {
		return f.Clock.parse(text)
	}
	if f.Exponent != "" {
		n, ok := parseNumber(text)
		if !ok || n.wide || n.scale > f.Scale {
			return 0, false
		}
		v, ok := n.at(f.Scale)
		return v, ok && string(f.Append(nil, v)) == text
	}
	whole := text
	if f.Width > 0 {
		text = strings.TrimLeft(text, " ")
	}
	text, minus, _ := unsigned(text)
	digits, ok := strings.CutPrefix(text, f.Prefix)
	negative := minus != ""
	if f.Minus == "$-1" {
		digits, negative = strings.CutPrefix(digits, "-")
	}
	if ok {
		digits, ok = strings.CutSuffix(digits, f.Suffix)
	}
	if !ok || digits == "" || len(digits) > 24 {
		return 0, false
	}
	if f.Group != "" {
		digits = strings.ReplaceAll(digits, f.Group, "")
	}
	if f.Point != "." {
		digits = strings.Replace(digits, f.Point, ".", 1)
	}
	n, ok := parseNumber(digits)
	if !ok || n.wide || n.unscaled < 0 {
		return 0, false
	}
	if n.scale > f.Scale {
		return 0, false
	}
	v, ok := n.at(f.Scale)
	if negative {
		v = -v
	}
	// What cannot be written back as it was stays a word.
	return v, ok && string(f.Append(nil, v)) == whole
}

// Append writes v.
func (f *Format) Append(b []byte, v int64) []byte {
	if f.Clock != nil {
		return f.Clock.append(b, v)
	}
	if f.Width > 0 {
		plain := *f
		plain.Width = 0
		text := plain.Append(nil, v)
		for range f.Width - len(text) {
			b = append(b, ' ')
		}
		return append(b, text...)
	}
	if f.Exponent != "" {
		x, _ := strconv.ParseFloat(strconv.FormatInt(v, 10)+"e-"+strconv.Itoa(int(f.Scale)), 64)
		return strconv.AppendFloat(b, x, f.Exponent[0], f.Mantissa, 64)
	}
	minus := f.Minus
	switch {
	case v >= 0 && f.Plus:
		minus = "+1"
	case v >= 0:
		minus = "1"
	case minus == "":
		minus = "-1"
	}
	before, after, _ := strings.Cut(minus, "1")
	before, behind := strings.CutPrefix(before, "$")
	if !behind {
		b = append(append(b, before...), f.Prefix...)
	} else {
		b = append(append(b, f.Prefix...), before...)
	}
	v = max(v, -v)
	var buf [24]byte
	digits := strconv.AppendInt(buf[:0], v, 10)
	for len(digits) <= int(f.Scale) {
		digits = append([]byte{'0'}, digits...)
	}
	whole := len(digits) - int(f.Scale)
	for i, d := range digits[:whole] {
		if i > 0 && (whole-i)%3 == 0 {
			b = append(b, f.Group...)
		}
		b = append(b, d)
	}
	if f.Scale > 0 {
		b = append(b, f.Point...)
		b = append(b, digits[whole:]...)
	}
	return append(append(b, f.Suffix...), after...)
}
