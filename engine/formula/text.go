package formula

import (
	"bytes"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
)

// longest is the bytes of a text that a formula makes; beyond it is null.
const longest = 1 << 14

// eachText fills out with cells that write appends, nulls left empty.
func (x *call) eachText(write func(dst []byte, i int) []byte) {
	for i := range x.n {
		if start := len(x.out.Raw); !x.out.Null(i) {
			if x.out.Raw = write(x.out.Raw, i); len(x.out.Raw)-start > longest {
				x.out.Raw = x.out.Raw[:start]
				x.null(i)
			}
		}
		x.out.EndCell()
	}
}

// mapText is a text made from a text.
func mapText(write func(dst, src []byte) []byte) kernel {
	return func(x *call) {
		x.eachText(func(dst []byte, i int) []byte { return write(dst, x.in[0].Bytes(i)) })
	}
}

// testText is a fact about a text.
func testText(holds func(s []byte) bool) kernel {
	return func(x *call) {
		for i := range x.out.Ints[:x.n] {
			x.out.Ints[i] = truth(!x.out.Null(i) && holds(x.in[0].Bytes(i)))
		}
	}
}

// testTexts is a fact about two texts.
func testTexts(holds func(a, b []byte) bool) kernel {
	return func(x *call) {
		for i := range x.out.Ints[:x.n] {
			x.out.Ints[i] = truth(holds(x.in[0].Bytes(i), x.in[1].Bytes(i)))
		}
	}
}

func concat(x *call) {
	x.eachText(func(dst []byte, i int) []byte {
		for _, v := range x.in {
			dst = append(dst, v.Bytes(i)...)
		}
		return dst
	})
}

func lower(dst, src []byte) []byte { return recase(dst, src, 'A', bytes.ToLower) }
func upper(dst, src []byte) []byte { return recase(dst, src, 'a', bytes.ToUpper) }

// recase flips the case of the letters from first on, 26 of them; of texts
// beyond ASCII with other.
func recase(dst, src []byte, first byte, other func([]byte) []byte) []byte {
	start := len(dst)
	dst = append(dst, src...)
	for i, b := range dst[start:] {
		switch {
		case b >= 0x80:
			return append(dst[:start], other(src)...)
		case b-first < 26:
			dst[start+i] = b ^ 0x20
		}
	}
	return dst
}

func trimText(dst, src []byte) []byte {
	return append(dst, bytes.TrimSpace(src)...)
}

// runes is the number of characters of a text.
func runes(x *call) {
	for i := range x.out.Ints[:x.n] {
		x.out.Ints[i] = int64(utf8.RuneCount(x.in[0].Bytes(i)))
	}
}

// substr is in[2] characters of in[0] from the one numbered in[1], from 0;
// what lies outside the text is left out.
func substr(x *call) {
	x.eachText(func(dst []byte, i int) []byte {
		s := x.in[0].Bytes(i)
		from, count := x.in[1].Ints[i], x.in[2].Ints[i]
		for ; from > 0 && len(s) > 0; from-- {
			_, size := utf8.DecodeRune(s)
			s = s[size:]
		}
		for ; count > 0 && len(s) > 0; count-- {
			_, size := utf8.DecodeRune(s)
			dst, s = append(dst, s[:size]...), s[size:]
		}
		return dst
	})
}

// widest is how long pad makes a text at most.
const widest = 100

// padText writes zeros before a text until it has in[1] characters; behind
// the sign of a number.
func padText(x *call) {
	x.eachText(func(dst []byte, i int) []byte {
		s := x.in[0].Bytes(i)
		missing := int(min(max(x.in[1].Ints[i], 0), widest)) - utf8.RuneCount(s)
		if len(s) > 1 && s[0] == '-' && s[1] >= '0' && s[1] <= '9' {
			dst, s = append(dst, '-'), s[1:]
		}
		for range missing {
			dst = append(dst, '0')
		}
		return append(dst, s...)
	})
}

// Letters of Latin script with a mark, and what slug writes for them.
var unmarked = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ā", "a", "ă", "a", "ą", "a", "æ", "ae",
	"ç", "c", "ć", "c", "č", "c", "ď", "d", "đ", "d", "ð", "d",
	"è", "e", "é", "e", "ê", "e", "ë", "e", "ē", "e", "ė", "e", "ę", "e", "ě", "e", "ğ", "g",
	"ì", "i", "í", "i", "î", "i", "ï", "i", "ī", "i", "ı", "i", "ł", "l", "ľ", "l",
	"ñ", "n", "ń", "n", "ň", "n", "ò", "o", "ó", "o", "ô", "o", "õ", "o", "ö", "o", "ø", "o", "ő", "o", "œ", "oe",
	"ř", "r", "ś", "s", "š", "s", "ş", "s", "ș", "s", "ß", "ss", "ť", "t", "ț", "t", "þ", "th",
	"ù", "u", "ú", "u", "û", "u", "ü", "u", "ū", "u", "ů", "u", "ű", "u", "ý", "y", "ÿ", "y", "ź", "z", "ż", "z", "ž", "z",
)

// slug writes the letters and digits of a text in lower case, without marks,
// and one hyphen for each run of anything else between them.
func slug(dst, src []byte) []byte {
	start, gap := len(dst), false
	for _, b := range []byte(unmarked.Replace(strings.ToLower(string(src)))) {
		if b < 'a' && (b < '0' || b > '9') || b > 'z' {
			gap = true
			continue
		}
		if gap && len(dst) > start {
			dst = append(dst, '-')
		}
		dst, gap = append(dst, b), false
	}
	return dst
}

// format writes cells of type t as texts: numbers in plain decimals, dates as
// 2006-01-02, times as RFC 3339.
func format(t Type) kernel {
	return func(x *call) {
		v := x.in[0]
		x.eachText(func(dst []byte, i int) []byte {
			switch t.Kind {
			case column.Bool:
				return strconv.AppendBool(dst, v.Ints[i] != 0)
			case column.Decimal:
				return appendDecimal(dst, v.Ints[i], t.Scale)
			case column.Float:
				return appendFloat(dst, v.Floats[i])
			case column.Date:
				return time.Unix(v.Ints[i]*daySeconds, 0).UTC().AppendFormat(dst, time.DateOnly)
			case column.Time:
				return time.UnixMicro(v.Ints[i]).UTC().AppendFormat(dst, time.RFC3339Nano)
			}
			return strconv.AppendInt(dst, v.Ints[i], 10)
		})
	}
}

// appendDecimal writes v·10^-places with all its places.
func appendDecimal(dst []byte, v int64, places uint8) []byte {
	if v < 0 {
		dst = append(dst, '-')
	}
	one := power10(places)
	dst = strconv.AppendUint(dst, magnitude(v)/one, 10)
	if places == 0 {
		return dst
	}
	dst = append(dst, '.')
	fraction := len(dst)
	dst = strconv.AppendUint(dst, one+magnitude(v)%one, 10) // the 1 in front keeps the zeros
	return append(dst[:fraction], dst[fraction+1:]...)
}

func appendFloat(dst []byte, v float64) []byte {
	notation := byte('f')
	if v != 0 && (v < 1e-6 && v > -1e-6 || v >= 1e21 || v <= -1e21) {
		notation = 'e'
	}
	return strconv.AppendFloat(dst, v, notation, -1, 64)
}

// readInts reads texts as integers, readFloats as numbers; null where they
// are not.
func readInts(x *call) {
	for i := range x.out.Ints[:x.n] {
		v, err := strconv.ParseInt(string(x.in[0].Bytes(i)), 10, 64)
		if x.out.Ints[i] = v; err != nil {
			x.null(i)
		}
	}
}

func readFloats(x *call) {
	for i := range x.out.Floats[:x.n] {
		v, err := strconv.ParseFloat(string(x.in[0].Bytes(i)), 64)
		if x.out.Floats[i] = v; err != nil {
			x.null(i)
		}
	}
	x.finite()
}
