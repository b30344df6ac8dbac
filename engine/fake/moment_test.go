package fake

import (
	"math"
	"testing"
	"time"

	"github.com/groflex/groflex/engine/column"
)

func TestMomentsKeepToTheirDays(t *testing.T) {
	const n = 5000
	for _, c := range []struct {
		name     string
		days     int
		from, to int64
	}{
		{"time.past", 1095, asOf - 1095, asOf}, {"time.recent", 30, asOf - 30, asOf}, {"time.future", 90, asOf, asOf + 90},
		{"date.past", 1095, asOf - 1095, asOf}, {"date.recent", 30, asOf - 30, asOf}, {"date.future", 180, asOf, asOf + 180},
		{"time.past", 7, asOf - 7, asOf}, {"date.future", 365, asOf, asOf + 365},
	} {
		v := vector(t, c.name, upTo(n), map[string]any{"days": c.days}, nil)
		least, most := int64(math.MaxInt64), int64(math.MinInt64)
		for i := range n {
			d := dayOf(v, i)
			least, most = min(least, d), max(most, d)
		}
		if least < c.from || most >= c.to || least > c.from+7 || most < c.to-8 {
			t.Errorf("%s of %d days: days %d to %d, want %d to below %d", c.name, c.days, least, most, c.from, c.to)
		}
	}
}

// The weekday by Go's calendar, the night share by Olist: 1.6% from two to six.
func TestMomentsFollowTheWeek(t *testing.T) {
	const n = 40_000
	var saturdays, nights float64
	for _, micros := range vector(t, "time.past", upTo(n), nil, nil).Ints {
		at := time.UnixMicro(micros).UTC()
		if at.Weekday() == time.Saturday {
			saturdays++
		}
		if at.Hour() >= 2 && at.Hour() < 6 {
			nights++
		}
	}
	if got := saturdays / n; math.Abs(got-0.106) > 0.008 {
		t.Errorf("share of Saturdays %.4f", got)
	}
	if got := nights / n; math.Abs(got-0.016) > 0.004 {
		t.Errorf("share of nights %.4f", got)
	}
}

func TestAfterIsAfterItsStart(t *testing.T) {
	const n = 3000
	for _, c := range []struct{ before, after string }{
		{"time.past", "time.after"}, {"date.past", "date.after"}, {"date.past", "time.after"},
		{"time.future", "time.after"}, {"date.future", "date.after"},
	} {
		start := vector(t, c.before, upTo(n), nil, nil)
		end := vector(t, c.after, upTo(n), nil, map[string]*column.Vector{"start": start})
		for i := range n {
			from, to := dayOf(start, i), dayOf(end, i)
			if to < from || end.Kind == start.Kind && end.Ints[i] < start.Ints[i] || from < asOf && to > asOf || to > from+1096 {
				t.Fatalf("%s after %s, row %d: day %d, then %d", c.after, c.before, i, from, to)
			}
		}
	}
	start := column.Vector{Kind: column.Date, Ints: []int64{asOf - 9, 0}}
	start.SetNull(1, 2)
	end := vector(t, "date.after", upTo(2), nil, map[string]*column.Vector{"start": &start})
	if end.Null(0) || !end.Null(1) {
		t.Error("an end is missing if and only if its start is")
	}
}
