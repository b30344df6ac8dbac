package model

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/groflex/groflex/engine/column"
)

// literal reads a value of a part without levels as a condition means it: the
// numbers from the least to the greatest that a user who writes it so can
// mean. 2019-03 is a month of days or microseconds; 2.555 is no number of
// cents, so low is above high and the two stand on either side of it.
func (p *part) literal(text string, f *column.Field) (s span, isWord bool, err error) {
	switch {
	case p.written != nil:
		if x, ok := p.written.Format.Parse(text); ok {
			return span{x, x}, false, nil
		}
		if x, err := strconv.ParseFloat(text, 64); err == nil {
			return whole(x * tens(p.written.Format.Scale)), false, nil
		}
		if i := slices.Index(p.written.Words, text); i >= 0 {
			x := p.written.word(i)
			return span{x, x}, true, nil
		}
		return s, true, errors.New("neither a number nor a word of the column")
	case f.Kind == column.Bool:
		b, err := strconv.ParseBool(text)
		if b {
			return span{1, 1}, false, err
		}
		return span{0, 0}, false, err
	case f.Kind == column.Date || f.Kind == column.Time:
		s, err = moment(text, f)
		return s, false, err
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) {
		return s, false, errors.New("not a number")
	}
	if f.Kind == column.Float {
		v := fixed([]float64{x}, p.shift)[0]
		return span{v, v}, false, nil
	}
	return whole(x * tens(f.Scale)), false, nil
}

func tens(scale uint8) float64 {
	x := 1.0
	for range scale {
		x *= 10
	}
	return x
}

// whole is the whole number that x is, but for rounding, or else the two it
// lies between, the upper first.
func whole(x float64) span {
	x = max(-9e18, min(9e18, x))
	near := math.Floor(x + 0.5)
	if d := x - near; d < 1e-9*max(1, near, -near) && -d < 1e-9*max(1, near, -near) {
		return span{int64(near), int64(near)}
	}
	return span{int64(math.Ceil(x)), int64(math.Floor(x))}
}

// moment reads a date or time in the column's layout, or as ISO 8601 has it,
// down to the year.
func moment(text string, f *column.Field) (span, error) {
	units := func(t time.Time) int64 {
		if f.Kind == column.Time {
			return t.UnixMicro()
		}
		return (t.Unix() - (t.Unix()%86400+86400)%86400) / 86400
	}
	if t, err := time.Parse(f.Layout, text); err == nil && f.Layout != "" {
		return span{units(t), units(t)}, nil
	}
	for _, l := range []struct {
		layout              string
		end                 time.Duration
		years, months, days int
	}{
		{time.DateTime, time.Second, 0, 0, 0}, {"2006-01-02T15:04:05", time.Second, 0, 0, 0},
		{"2006-01-02 15:04", time.Minute, 0, 0, 0}, {"2006-01-02T15:04", time.Minute, 0, 0, 0},
		{time.DateOnly, 0, 0, 0, 1}, {"2006-01", 0, 0, 1, 0}, {"2006", 0, 1, 0, 0},
	} {
		if t, err := time.ParseInLocation(l.layout, text, time.FixedZone("", int(f.Zone)*60)); err == nil {
			end := t.AddDate(l.years, l.months, l.days).Add(l.end)
			return span{units(t), max(units(end)-1, units(t))}, nil
		}
	}
	return span{}, errors.New("not a date or time")
}
