package encode

import (
	"testing"
	"time"

	"github.com/groflex/groflex/engine/column"
)

// layouts exercises every element of a layout, and what only looks like one.
var layouts = []string{
	"2006-01-02", "2006-01-02T15:04:05.999999Z07:00", "2006-01-02 15:04:05", time.RFC1123, time.RFC1123Z, time.RFC850,
	time.ANSIC, time.UnixDate, time.RubyDate, time.Kitchen, time.StampMicro, "1/2/06 3:4:5 pm", "Monday January Mon Jan",
	"Monkey January2 Janet", "_2006 __2 _2 002", "03:04PM 15h", ".000 ,999 .0001 .99999999999 .00x", "Z07 -07 Z0700 -0700 -07:00:00 Z070000 MST",
	"2006.01.02 15.04.05.000", "20060102150405", "", "no elements", "é—2006", "05.999", ",9", "Mon", "MSTMon",
}

func raw(dst, text []byte) []byte { return append(dst, text...) }

// checkLayout compares with the time package.
func checkLayout(t *testing.T, text string, micros int64) {
	t.Helper()
	at := time.UnixMicro(micros).UTC()
	l := parseLayout(text, &column.Field{}, raw)
	buf := make([]byte, l.width()+slack)
	c := moments{layout: l, unit: 1}
	n := c.put(buf, 0, micros)
	if got, want := string(buf[:n]), at.Format(text); got != want {
		t.Errorf("%q of %d: got %q, want %q", text, micros, got, want)
	}
}

func TestLayoutsEqualTheTimePackage(t *testing.T) {
	for _, text := range layouts {
		for _, at := range []int64{0, -1, 1, 1_000_000, 999_999, 1_767_225_599_999_999, 946_684_800_000_000, 951_782_400_100_000, -62_135_596_800_000_000, -62_167_219_200_000_001, 253_402_300_800_000_000, 1<<63 - 1, -1 << 63, 43_200_000_000, 46_800_120_000} {
			checkLayout(t, text, at)
		}
	}
}

func FuzzLayout(f *testing.F) {
	for i, text := range layouts {
		f.Add(text, int64(i)*1_234_567_890_123)
	}
	f.Fuzz(checkLayout)
}

// The fast writers of ISO 8601 are checked at the edges of the calendar too.
func TestCivilDates(t *testing.T) {
	for day := int64(marchZero); day < marchZero+calendar; day += 1 + day&0xf {
		date := civil(uint32(day - marchZero))
		y, m, d := time.Unix(day*86_400, 0).UTC().Date()
		if want := uint64(y) | uint64(int(m)*100+d)<<32; date != want {
			t.Fatalf("day %d: %#x, want %#x", day, date, want)
		}
	}
}

func TestSplitDay(t *testing.T) {
	for day := uint64(0); day < calendar; day += 997 {
		for _, rest := range []uint64{0, 1, microsPerDay / 2, microsPerDay - 1} {
			if d, r := splitDay(day*microsPerDay + rest); uint64(d) != day || r != rest {
				t.Fatalf("day %d and %d: %d and %d", day, rest, d, r)
			}
		}
	}
}
