package model

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/groflex/groflex/engine/rng"
)

func TestSumsAndInequalitiesHold(t *testing.T) {
	var b strings.Builder
	b.WriteString("start,end,fare,tip,total\n")
	r := rng.New(4, "trips").Cell(0)
	for range 600 {
		start := time.Date(2024, 1, 1, 0, 0, int(r.Below(30*86400)), 0, time.UTC)
		fare, tip := r.Below(9000), r.Below(1500)
		fmt.Fprintf(&b, "%s,%s,%d,%d,%d\n", start.Format(time.DateTime), start.Add(time.Duration(r.Below(7200))*time.Second).Format(time.DateTime),
			fare, tip, fare+tip+30+50*r.Below(3))
	}
	m := fit(t, b.String(), Options{})
	out := draw(m, 1, 0, 2000)
	cell := func(name string, row int) int64 { return out.Cols[out.Index(name)].Ints[row] }
	for row := range 2000 {
		if cell("end", row) < cell("start", row) || cell("end", row) > cell("start", row)+7200e6 {
			t.Errorf("row %d: ends %d s after it starts", row, (cell("end", row)-cell("start", row))/1e6)
		}
		if rest := cell("total", row) - cell("fare", row) - cell("tip", row); rest != 30 && rest != 80 && rest != 130 {
			t.Errorf("row %d: total is fare, tip and %d", row, rest)
		}
	}
	if n := len(m.Notes()); n != 2 {
		t.Errorf("notes: %v", m.Notes())
	}
	if free := fit(t, b.String(), Options{Free: []string{"end", "total", "start", "fare", "tip"}}); len(free.Notes()) != 0 {
		t.Errorf("notes where all columns are free: %v", free.Notes())
	}
}

func TestNumbersKeepTheirSigns(t *testing.T) {
	var b strings.Builder
	b.WriteString("fee;share;amount\n")
	r := rng.New(4, "signs").Cell(0)
	for range 400 {
		amount := "unknown"
		if r.Below(10) > 0 {
			amount = fmt.Sprintf("%d,%02d", r.Below(90), r.Below(100))
		}
		fmt.Fprintf(&b, "$%d,%03d.%02d;%d%%;%s\n", 1+r.Below(9), r.Below(1000), r.Below(100), r.Below(100), amount)
	}
	out := draw(fit(t, b.String(), Options{}), 1, 0, 300)
	shapes := []string{`^\$[1-9],\d{3}\.\d\d$`, `^\d{1,2}%$`, `^(\d{1,2},\d\d|unknown)$`}
	words := 0
	for row := range 300 {
		for c, shape := range shapes {
			if cell := text(out, c, row); !regexp.MustCompile(shape).MatchString(cell) {
				t.Errorf("row %d: %q is not like %s", row, cell, shape)
			} else if cell == "unknown" {
				words++
			}
		}
	}
	if words < 10 || words > 60 {
		t.Errorf("%d of 300 amounts are unknown, want about 30", words)
	}
}

// What may be equal to another number still keeps to its own range.
func TestEqualNumbersKeepToTheirRange(t *testing.T) {
	var b strings.Builder
	b.WriteString("monthly,total\n")
	r := rng.New(4, "contracts").Cell(0)
	for range 900 {
		monthly := 2950 + r.Below(5000) // too few below 3000 for a leaf
		total := monthly * (1 + r.Below(60)) / 2
		if r.Below(3) > 0 {
			total = monthly
		}
		fmt.Fprintf(&b, "%d,%d\n", monthly, max(total, 3000+monthly%10))
	}
	out := draw(fit(t, b.String(), Options{}), 1, 0, 9000)
	total := out.Cols[out.Index("total")].Ints
	equal := 0
	for row, monthly := range out.Cols[out.Index("monthly")].Ints {
		if total[row] < 3000 || monthly < 2950 || monthly >= 7950 {
			t.Errorf("row %d: %d or %d is beyond the sample's", row, monthly, total[row])
		}
		if total[row] == monthly {
			equal++
		}
	}
	if equal < 2000 {
		t.Errorf("only %d of 9000 are equal", equal)
	}
}

// Floats that come back are drawn to the last bit, down to a 256th of the
// largest.
func TestFloatsComeBackExactly(t *testing.T) {
	var b strings.Builder
	b.WriteString("speed,n\n")
	known := map[string]bool{}
	r := rng.New(5, "speeds").Cell(0)
	for range 900 {
		speed := fmt.Sprint(1.1507794480235425 * float64(1+r.Below(30)))
		known[speed] = true
		fmt.Fprintf(&b, "%s,%d\n", speed, r.Below(3))
	}
	out := draw(fit(t, b.String(), Options{}), 1, 0, 300)
	for row := range 300 {
		if speed := text(out, 0, row); !known[speed] {
			t.Errorf("row %d: %s is none of the sample's", row, speed)
		}
	}
}

// A value that three of a thousand rows of a leaf have shares its group with
// one that all others have; the two are not mixed up.
func TestFewRowsBesideManyStayFew(t *testing.T) {
	var b strings.Builder
	b.WriteString("kind,gain\n")
	for row := range 2000 {
		kind, gain := "retired", 0
		switch {
		case row%2 == 1:
			kind, gain = "working", 100*(row%20)
		case row < 6:
			gain = 1300
		}
		fmt.Fprintf(&b, "%s,%d\n", kind, gain)
	}
	out := draw(fit(t, b.String(), Options{}), 1, 0, 4096)
	n := 0
	for row := range 4096 {
		if text(out, 0, row) == "retired" && text(out, 1, row) != "0" {
			n++
		}
	}
	if n > 40 {
		t.Errorf("%d of 2,048 retired rows have a gain, want about 6", n)
	}
}
