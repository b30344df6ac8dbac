package sample

import (
	"strings"
	"time"

	"github.com/groflex/groflex/engine/column"
)

// compactDate is how a date looks that could be a number.
const compactDate = "20060102"

// areCompactDates reports whether numbers of eight digits are all days of 1900
// to 2100, which hardly one in a thousand is by chance.
func areCompactDates(l *lexicon, values []uint32) bool {
	for _, code := range values {
		text := l.texts[code]
		if len(text) != len(compactDate) || text < "19000101" || text > "21001231" || !roundTrips(text, compactDate) {
			return false
		}
	}
	return len(values) > 1
}

// inferMoment makes the field a Date or Time where one layout reads every
// value: if there is one that also writes all as they were, that one, else one
// that reads them.
func inferMoment(l *lexicon, values []uint32, field *column.Field, about *Column) bool {
	candidates := layouts(l.texts[values[0]])
	for _, c := range candidates {
		if zone, ok := c.writes(l, values); ok {
			c.settle(field, zone)
			return true
		}
	}
	for _, c := range candidates {
		if c, zone, ok := c.reads(l, values); ok && !c.fraction {
			c.settle(field, zone)
			about.Recast = true
			return true
		}
	}
	return false
}

// settle gives the field the layout.
func (c candidate) settle(field *column.Field, zone int16) {
	field.Kind, field.Layout, field.Zone, field.Capitals = column.Date, c.layout, zone, c.capitals
	if c.clock > 0 {
		field.Kind = column.Time
	} else if c.layout == time.DateOnly {
		field.Layout = "" // which means just that
	}
}

// writes reports whether every value is written as the layout has it, all in
// one zone.
func (c candidate) writes(l *lexicon, values []uint32) (zone int16, ok bool) {
	for i, code := range values {
		t, err := time.Parse(c.layout, l.texts[code])
		if err != nil || i > 0 && zoneOf(t) != zone {
			return 0, false
		}
		zone = zoneOf(t)
		written := t.Truncate(time.Microsecond).Format(c.layout)
		if c.capitals {
			written = strings.ToUpper(written)
		}
		if written != l.texts[code] {
			return 0, false
		}
	}
	return zone, true
}

// reads reports whether the layout reads every value, whatever the digits of
// its second; the candidate it returns has as many as the values need. The zone
// is that of most rows.
func (c candidate) reads(l *lexicon, values []uint32) (candidate, int16, bool) {
	rows := map[int16]int{}
	most := int16(0)
	nanos := 0
	for _, code := range values {
		t, err := time.Parse(c.layout, l.texts[code])
		if err != nil {
			return c, 0, false
		}
		if t.Nanosecond() > 0 {
			nanos = 3
			if t.Nanosecond()%1e6 > 0 {
				nanos = 6
			}
		}
		zone := zoneOf(t)
		if rows[zone] += l.counts[code]; rows[zone] > rows[most] {
			most = zone
		}
	}
	if nanos > 0 {
		c.layout = c.layout[:c.clock] + "." + "000000"[:nanos] + c.layout[c.clock:]
	}
	return c, most, true
}

func zoneOf(t time.Time) int16 {
	_, seconds := t.Zone()
	return int16(seconds / 60)
}

func roundTrips(text, layout string) bool {
	t, err := time.Parse(layout, text)
	return err == nil && t.Format(layout) == text
}

// parseMoment reads a text in the field's layout, as its kind stores it.
func parseMoment(text string, field column.Field) (int64, bool) {
	layout := field.Layout
	if layout == "" {
		layout = time.DateOnly
	}
	// Without its digits in the layout, Parse takes any fraction of a second.
	if whole, rest, ok := strings.Cut(layout, "05.0"); ok {
		layout = whole + "05" + strings.TrimLeft(rest, "0")
	}
	t, err := time.Parse(layout, text)
	if err != nil {
		return 0, false
	}
	if field.Kind == column.Time {
		return t.UnixMicro(), true
	}
	return column.FloorDiv(t.Unix(), 86400), true
}
