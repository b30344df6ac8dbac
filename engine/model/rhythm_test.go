package model

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// Visits over three years: mostly from 8 to 20 o'clock, never on Sundays, at
// whole minutes; and days of forty years, more on Mondays and Tuesdays.
func opening(rows int) string {
	var b strings.Builder
	b.WriteString("at,day,left\n")
	s := rng.New(6, "opening")
	for row := range rows {
		r := s.Cell(int64(row))
		at := time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC)
		for at = at.AddDate(0, 0, int(r.Below(1000))); at.Weekday() == time.Sunday; {
			at = at.AddDate(0, 0, 1)
		}
		hour := int(8 + (r.Below(7)+r.Below(7))%12)
		if r.Below(20) == 0 {
			hour = int(r.Below(24))
		}
		at = at.Add(time.Duration(hour)*time.Hour + time.Duration(r.Below(60))*time.Minute)
		born := time.Date(1960, 3, 1+int(r.Below(14000)), 0, 0, 0, 0, time.UTC)
		if born.Weekday() == time.Sunday || born.Weekday() == time.Saturday {
			born = born.AddDate(0, 0, 2)
		}
		fmt.Fprintf(&b, "%s,%s,%s\n", at.Format("2006-01-02 15:04:05"), born.Format("01/02/2006"), at.Add(time.Duration(60+r.Below(5400))*time.Second).Format("2006-01-02 15:04:05"))
	}
	return b.String()
}

func TestHoursAndWeekdaysAreKept(t *testing.T) {
	s := read(t, opening(6000))
	m, err := Fit(s, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := draw(m, 1, 0, 6000)
	hours := func(t *column.Table, col, row int) int { return int(t.Cols[col].Ints[row] / 3_600_000_000 % 24) }
	weekdays := func(t *column.Table, col, row int) int { return int(t.Cols[col].Ints[row] / 86_400_000_000 % 7) }
	dates := func(t *column.Table, col, row int) int { return int(t.Cols[col].Ints[row] % 7) }
	for _, c := range []struct {
		name string
		of   func(t *column.Table, col, row int) int
		most float64
	}{{"at", hours, 0.05}, {"at", weekdays, 0.04}, {"left", hours, 0.05}, {"day", dates, 0.05}} {
		col, apart := out.Index(c.name), map[int]float64{}
		for row := range 6000 {
			apart[c.of(&s.Table, col, row)]++
			apart[c.of(out, col, row)]--
		}
		tv := 0.0
		for _, d := range apart {
			tv += max(d, -d) / 12000
		}
		if tv > c.most {
			t.Errorf("%s: total variation %.3f", c.name, tv)
		}
	}
	for row := range 6000 {
		if at := out.Cols[0].Ints[row]; at%60_000_000 != 0 || out.Cols[2].Ints[row] < at {
			t.Fatalf("row %d: at %d, left %d", row, at, out.Cols[2].Ints[row])
		}
	}
}

// A moment is where its share of the rows has passed.
func TestRhythmDividesTime(t *testing.T) {
	r := &rhythm{Length: 1, Slots: []uint32{1, 1, 1, 0, 0, 2, 2}}
	r.finish()
	counts := map[int64]int{}
	for i := range uint64(6000) {
		counts[r.between(-10, 40, 1, i*(1<<63/3000))]++
	}
	total := 0.0
	for x := int64(-10); x <= 40; x++ {
		total += float64(r.Slots[r.slot(x)])
	}
	for x := int64(-11); x <= 41; x++ {
		want := 0.0
		if x >= -10 && x <= 40 {
			want = 6000 * float64(r.Slots[r.slot(x)]) / total
		}
		if d := float64(counts[x]) - want; d > 2 || d < -2 {
			t.Errorf("%d comes %d times, want %.1f", x, counts[x], want)
		}
	}
}
