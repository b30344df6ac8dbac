package sample

import (
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/column"
)

// Format is how a column writes numbers with signs around them: Prefix, the
// digits before the point in groups of three, the point, Scale decimals,
// Suffix. A minus sign stands before the prefix.
type Format struct {
	Prefix string
	Suffix string
	Group  string // between thousands: ",", ".", " ", "'" or nothing
	Point  string // "." or ","
	Scale  uint8
}

// inferFormat finds the format in which at least nine in ten of the cells are
// numbers; the other cells stay words.
func inferFormat(l *lexicon, values []uint32) (*Format, *column.Vector) {
	f, ok := guess(l, values)
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
	f := &Format{Point: "."}
	found := false
	for _, code := range values {
		text := strings.TrimPrefix(l.texts[code], "-")
		from := strings.IndexAny(text, "0123456789")
		to := strings.LastIndexAny(text, "0123456789") + 1
		if from < 0 {
			continue
		}
		if from > 5 || len(text)-to > 8 {
			return nil, false
		}
		if !found {
			f.Prefix, f.Suffix, found = text[:from], text[to:], true
		}
		digits := text[from:to]
		last := strings.LastIndexAny(digits, ".,")
		if last < 0 {
			continue
		}
		decimals := len(digits) - last - 1
		other := strings.IndexAny(digits, ".,' ")
		if decimals != 3 || other < last && digits[other] != digits[last] {
			f.Point = digits[last : last+1]
			f.Scale = max(f.Scale, uint8(min(decimals, scaleMax)))
			if other < last {
				f.Group = digits[other : other+1]
			}
		} else if f.Scale == 0 {
			f.Group = digits[last : last+1] // 1,234 or 1,234,567
		}
	}
	if f.Group == f.Point {
		f.Point = map[bool]string{true: ",", false: "."}[f.Group == "."]
	}
	plain := f.Prefix == "" && f.Suffix == "" && f.Group == "" && f.Point == "."
	return f, found && (!plain || f.Scale == 0)
}

// Parse reads a number that Write would write as text, in units of
// 10^-Scale.
func (f *Format) Parse(text string) (int64, bool) {
	digits, negative := strings.CutPrefix(text, "-")
	digits, ok := strings.CutPrefix(digits, f.Prefix)
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
	return v, ok && string(f.Append(nil, v)) == text
}

// Append writes v.
func (f *Format) Append(b []byte, v int64) []byte {
	if v < 0 {
		b = append(b, '-')
		v = -v
	}
	b = append(b, f.Prefix...)
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
	return append(b, f.Suffix...)
}
