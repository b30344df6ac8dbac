package sample

import (
	"fmt"
	"strconv"
	"strings"
)

// clockForm is a way to write a time of day, or how long something took, in
// seconds: hours and minutes, perhaps seconds, perhaps the half of the day.
type clockForm struct {
	Padded  bool   // hours below ten have a zero before them
	Seconds bool   // are written
	Half    string // what stands behind afternoon hours: " PM", "pm"; nothing where hours go on
}

// clockFormat is the format that all values have.
func clockFormat(l *lexicon, values []uint32) (*Format, bool) {
	if len(values) == 0 || strings.IndexByte(l.texts[values[0]], ':') < 0 {
		return nil, false
	}
	for _, half := range []string{"", " PM", "PM", " pm", "pm"} {
		for _, form := range []clockForm{{true, false, half}, {false, false, half}, {true, true, half}, {false, true, half}} {
			if form.readsAll(l, values) {
				return &Format{Clock: &form}, true
			}
		}
	}
	return nil, false
}

func (c clockForm) readsAll(l *lexicon, values []uint32) bool {
	for _, code := range values {
		if _, ok := c.parse(l.texts[code]); !ok {
			return false
		}
	}
	return true
}

// parse reads a text that append would write.
func (c clockForm) parse(text string) (int64, bool) {
	clock, later := text, int64(0)
	if c.Half != "" {
		var isLater bool
		if clock, isLater = strings.CutSuffix(text, c.Half); isLater {
			later = 12
		} else {
			clock = strings.TrimSuffix(text, c.morning())
		}
	}
	parts := strings.Split(clock, ":")
	if len(parts) != 2 && len(parts) != 3 {
		return 0, false
	}
	var all [3]int64
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 31)
		if err != nil || i > 0 && n > 59 {
			return 0, false
		}
		all[i] = int64(n)
	}
	hour := all[0]
	if c.Half != "" {
		hour = hour%12 + later
	}
	v := hour*3600 + all[1]*60 + all[2]
	return v, string(c.append(nil, v)) == text
}

// morning is what stands behind the hours before noon.
func (c clockForm) morning() string { return strings.NewReplacer("P", "A", "p", "a").Replace(c.Half) }

// append writes v seconds.
func (c clockForm) append(b []byte, v int64) []byte {
	hour, behind := v/3600, c.Half
	if c.Half != "" {
		if hour%24 < 12 {
			behind = c.morning()
		}
		hour = (hour+11)%12 + 1
	}
	if c.Padded && hour < 10 {
		b = append(b, '0')
	}
	b = fmt.Appendf(b, "%d:%02d", hour, v/60%60)
	if c.Seconds {
		b = fmt.Appendf(b, ":%02d", v%60)
	}
	return append(b, behind...)
}
