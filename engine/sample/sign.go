package sample

import "strings"

// unsigned takes the sign from around a number, and says how it is written
// (see Format.Minus; "-1" for a plain minus) or that there is a plus.
func unsigned(text string) (rest, minus string, plus bool) {
	if inside, ok := strings.CutPrefix(text, "("); ok && strings.HasSuffix(inside, ")") {
		return inside[:len(inside)-1], "(1)", false
	}
	for _, sign := range []string{"-", "\u2212"} {
		if rest, ok := strings.CutPrefix(text, sign); ok {
			return rest, sign + "1", false
		}
	}
	if rest, ok := strings.CutSuffix(text, "-"); ok {
		return rest, "1-", false
	}
	rest, plus = strings.CutPrefix(text, "+")
	return rest, "", plus
}

// scientific is the format of numbers that are all written with an exponent
// and as many decimals.
func scientific(l *lexicon, values []uint32) (*Format, bool) {
	f := &Format{}
	for i, code := range values {
		text := l.texts[code]
		n, ok := parseNumber(text)
		if !ok || n.wide || !n.exponent {
			return nil, false
		}
		if i == 0 {
			at := strings.IndexAny(text, "eE")
			f.Exponent = text[at : at+1]
			if point := strings.IndexByte(text, '.'); point >= 0 {
				f.Mantissa = at - point - 1
			}
		}
		f.Scale = max(f.Scale, n.scale)
	}
	for _, code := range values {
		if _, ok := f.Parse(l.texts[code]); !ok {
			return nil, false
		}
	}
	return f, len(values) > 0
}

func isScientific(l *lexicon, values []uint32) bool {
	_, ok := scientific(l, values)
	return ok
}
