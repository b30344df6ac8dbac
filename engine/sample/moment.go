package sample

import (
	"time"

	"github.com/groflex/groflex/engine/column"
)

// The layouts that dates and times are looked for in, in Go's notation. Where
// day and month could be either, the month comes first.
var (
	dateLayouts = []string{"2006-01-02", "2006/01/02", "2006.01.02", "01/02/2006", "1/2/2006", "02/01/2006", "2/1/2006",
		"02.01.2006", "2.1.2006", "02-01-2006", "01-02-2006", "02-Jan-2006", "2-Jan-2006", "02 Jan 2006", "2 Jan 2006", "Jan 2, 2006",
		"Jan 02, 2006", "January 2, 2006", "2 January 2006", "01/02/06", "1/2/06", "02/01/06", "02.01.06", "02-Jan-06"}
	clockLayouts = []string{"15:04:05", "15:04", "15:04:05.000", "15:04:05.000000", "3:04 PM", "3:04:05 PM", "03:04:05 PM", "03:04 PM"}
	zoneLayouts  = []string{"", "Z", "+00:00", " UTC"}
)

// inferMoment makes the field a Date or Time where one layout reads every
// value and writes it back as it was.
func inferMoment(l *lexicon, values []uint32, field *column.Field) bool {
	first := l.texts[values[0]]
	if len(first) < 6 || len(first) > 40 {
		return false
	}
	digits := 0
	for i := range len(first) {
		if first[i] >= '0' && first[i] <= '9' {
			digits++
		}
	}
	if digits < 3 {
		return false
	}
	try := func(kind column.Kind, layout string) bool {
		if !roundTrips(first, layout) {
			return false
		}
		for _, code := range values {
			if !roundTrips(l.texts[code], layout) {
				return false
			}
		}
		field.Kind, field.Layout = kind, layout
		if kind == column.Date && layout == time.DateOnly {
			field.Layout = "" // which means just that
		}
		return true
	}
	for _, day := range dateLayouts {
		if try(column.Date, day) {
			return true
		}
		if len(first) <= len(day)+3 {
			continue
		}
		for _, between := range []string{" ", "T", ", "} {
			for _, clock := range clockLayouts {
				for _, zone := range zoneLayouts {
					if try(column.Time, day+between+clock+zone) {
						return true
					}
				}
			}
		}
	}
	return false
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
	t, err := time.Parse(layout, text)
	if err != nil {
		return 0, false
	}
	if field.Kind == column.Time {
		return t.UnixMicro(), true
	}
	return column.FloorDiv(t.Unix(), 86400), true
}
