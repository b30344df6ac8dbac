package report

import (
	"strconv"
	"strings"
	"time"

	"github.com/groflex/groflex/engine/column"
)

// The layouts of a Date and a Time whose field names none.
const (
	dateLayout = "2006-01-02"
	timeLayout = "2006-01-02T15:04:05.999999Z07:00"
)

const (
	secondsPerDay    = 86400
	microsPerSecond  = 1_000_000
	nanosPerMicro    = 1000
	floatExponentMin = 1e-6 // outside these two a float is written with an exponent
	floatExponentMax = 1e21
)

// appendCell appends the value of a key as CSV would write it.
func appendCell(dst []byte, f *column.Field, key int64) []byte {
	switch f.Kind {
	case column.Bool:
		return strconv.AppendBool(dst, key != 0)
	case column.Int:
		return strconv.AppendInt(dst, key, 10)
	case column.Decimal:
		return appendDecimal(dst, key, int(f.Scale), int(f.Places))
	case column.Float:
		return appendFloat(dst, unordered(key))
	case column.Date:
		return appendMoment(dst, moment(f.Kind, key), f)
	}
	return appendMoment(dst, moment(f.Kind, key).In(time.FixedZone("UTC", int(f.Zone)*60)), f)
}

func appendMoment(dst []byte, t time.Time, f *column.Field) []byte {
	text := t.Format(layout(f))
	if f.Capitals {
		text = strings.ToUpper(text)
	}
	return append(dst, text...)
}

func layout(f *column.Field) string {
	switch {
	case f.Layout != "":
		return f.Layout
	case f.Kind == column.Date:
		return dateLayout
	}
	return timeLayout
}

func moment(kind column.Kind, key int64) time.Time {
	if kind == column.Date {
		return time.Unix(key*secondsPerDay, 0).UTC()
	}
	return time.UnixMicro(key).UTC()
}

// appendDecimal writes n·10^-scale with at least places decimals and no
// further zeros at its end.
func appendDecimal(dst []byte, n int64, scale, places int) []byte {
	u := uint64(n)
	if n < 0 {
		dst = append(dst, '-')
		u = -u
	}
	digits := strconv.AppendUint(make([]byte, 0, 24), u, 10)
	for len(digits) <= scale {
		digits = append([]byte{'0'}, digits...)
	}
	whole, part := digits[:len(digits)-scale], digits[len(digits)-scale:]
	for len(part) > places && part[len(part)-1] == '0' {
		part = part[:len(part)-1]
	}
	dst = append(dst, whole...)
	if len(part) > 0 {
		dst = append(append(dst, '.'), part...)
	}
	return dst
}

// appendFloat writes x as ECMAScript and encoding/json do.
func appendFloat(dst []byte, x float64) []byte {
	a := x
	if a < 0 {
		a = -a
	}
	if a == 0 || a >= floatExponentMin && a < floatExponentMax {
		return strconv.AppendFloat(dst, x, 'f', -1, 64)
	}
	dst = strconv.AppendFloat(dst, x, 'e', -1, 64)
	if n := len(dst); dst[n-4] == 'e' && dst[n-2] == '0' { // e-07 is written e-7
		dst = append(dst[:n-2], dst[n-1])
	}
	return dst
}
