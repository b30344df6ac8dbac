package augment

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

// Whatever is asked of whatever is there: each level gets its share of all
// rows to within the rounding, or the fault names a count that does.
func TestEveryDealIsExactOrNamesACount(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	refused := 0
	for range 3000 {
		levels := make([]Level, 1+r.IntN(3))
		kept := make([]int64, len(levels)+1)
		left := 1.0
		for k := range levels {
			share := left * r.Float64()
			levels[k], left = Level{"c", fmt.Sprint(k), share}, left-share
			kept[k] = r.Int64N(60)
		}
		kept[len(levels)] = r.Int64N(60)
		rows := r.Int64N(400)
		d, err := NewDeal(levels, kept, rows, rng.New(r.Uint64(), "deal"))
		if err != nil {
			refused++
			var enough int64
			if _, err := fmt.Sscanf(err.(wire.Faults)[0].Remedy, "ask for a count of at least %d", &enough); err != nil {
				continue // no count would do
			}
			for more := range int64(50) {
				if enough <= rows || dealt(levels, kept, enough+more) == nil {
					t.Fatalf("%v %v: %d rows do not do, told was %d for %d", levels, kept, enough+more, enough, rows)
				}
			}
			least := left // a row's rounding is that many rows of the whole
			for _, l := range levels {
				least = min(least, l.Share)
			}
			if fewer := enough - 4 - int64(2/max(least, 1e-6)); fewer > rows && dealt(levels, kept, fewer) != nil {
				t.Fatalf("%v %v: %d rows do, told was %d for %d", levels, kept, fewer, enough, rows)
			}
			continue
		}
		counts := make([]int64, len(kept))
		total := rows
		for row := range rows {
			counts[d.Level(row)]++
		}
		for k := range kept {
			total += kept[k]
		}
		for k, l := range levels {
			if got, want := float64(counts[k]+kept[k]), l.Share*float64(total); got < want-1 || got > want+1 || counts[k] != d.Rows(k) {
				t.Fatalf("%v %v, %d new rows: level %d has %v of %d", levels, kept, rows, k, got, total)
			}
		}
	}
	if refused == 0 || refused == 3000 {
		t.Errorf("%d of 3000 were refused", refused)
	}
}

func FuzzParseLevels(f *testing.F) {
	for _, text := range []string{"Churn=Yes:0.5", "a=b", "a:=1:1", "=x:1", "at=12:30:0.25", ":", "a=b:NaN", "a=b:1e400", "é=ü:-0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		levels, err := ParseLevels([]string{text})
		if _, ok := err.(wire.Faults); err != nil && !ok {
			t.Fatal(err)
		}
		if err == nil && (len(levels) != 1 || !(levels[0].Share >= 0 && levels[0].Share <= 1) || !strings.Contains(text, levels[0].Column) || !strings.Contains(text, levels[0].Value)) {
			t.Fatalf("%q is %+v", text, levels)
		}
	})
}

// Whatever is written, it is a column or a fault with a place in it.
func FuzzDerive(f *testing.F) {
	for _, text := range []string{"a = n + 1", "b=s", "= 1", "x = prev(n)", "y = ", "n = 1", "z = $env[\"odd name\"] / n", "é = len(s)", "a = sum(t.n)\n+ m"} {
		f.Add(text)
	}
	fields := []column.Field{{Name: "n", Kind: column.Int}, {Name: "s", Kind: column.Text}, {Name: "odd name", Kind: column.Decimal, Scale: 2}}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Derive([]string{text}, fields, nil)
		if faults, ok := err.(wire.Faults); err != nil && (!ok || faults[0].Pointer != "/0" || faults[0].Line < 1 || faults[0].Column < 1) {
			t.Fatalf("%q: %v", text, err)
		}
		if err != nil {
			return
		}
		table := column.Table{Fields: fields, Rows: 1, Cols: []column.Vector{
			{Kind: column.Int, Ints: []int64{3}}, {Kind: column.Text, Raw: []byte("x"), Ends: []uint32{1}}, {Kind: column.Decimal, Scale: 2, Ints: []int64{250}},
		}}
		d.Apply(&table)
		if len(table.Cols) != 4 || table.Cols[3].Len() != 1 || table.Cols[3].Kind != d.Fields()[3].Kind {
			t.Fatalf("%q gave %+v", text, table.Cols[3])
		}
	})
}

// The rules and keywords that a row may break are those that it alone shows.
func TestRulesOverSeveralRowsLockTheirColumns(t *testing.T) {
	g := Grounds{Fields: []column.Field{{Name: "a", Kind: column.Int}, {Name: "b", Kind: column.Int}},
		Beside: []column.Field{{Name: "parent.x", Kind: column.Int}, {Name: "hidden", Kind: column.Int}}}
	for src, want := range map[string]string{
		"a > b":                 "[0 1] true true",
		"a > parent.x":          "[0] false true",
		"a > hidden":            "[0] false true",
		"a > prev(a, 0)":        "[0] true false",
		"a > other.y":           "[0] false false",
		"b == index() + hidden": "[1] false false",
	} {
		expr, err := formula.Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		if columns, open, known := g.reads(expr); fmt.Sprint(columns, open, known) != want {
			t.Errorf("%s: %v %v %v, want %s", src, columns, open, known, want)
		}
	}
}

// Far out a clock stops at the last year with four digits.
func TestClockStaysWithinTheCalendar(t *testing.T) {
	days := make([]int64, 30)
	for i := range days {
		days[i] = int64(20_000 + i*i)
	}
	fields := []column.Field{{Name: "day", Kind: column.Date}}
	k := NewClock(&column.Table{Fields: fields, Rows: 30, Cols: []column.Vector{{Kind: column.Date, Ints: days}}}, []bool{true})
	last := days[29]
	for _, first := range []int64{0, 29, 30, 1_000_000, 1 << 40} {
		block := column.Table{Fields: fields, Rows: 2, Cols: []column.Vector{{Kind: column.Date, Ints: make([]int64, 2)}}}
		k.Apply(&block, first)
		for _, day := range block.Cols[0].Ints {
			if day < last || day > lastDay {
				t.Fatalf("row %d: day %d after %d", first, day, last)
			}
			last = day
		}
	}
	if last != lastDay {
		t.Errorf("row 2^40 is on day %d", last)
	}
}

func TestSharesAddUpToOneAtMost(t *testing.T) {
	for shares, ok := range map[[2]string]bool{{"0.6", "0.4"}: true, {"0.1", "0"}: true, {"0.6", "0.41"}: false, {"1", "1"}: false} {
		_, err := ParseLevels([]string{"churn=yes:" + shares[0], "churn=no:" + shares[1]})
		if (err == nil) != ok {
			t.Errorf("shares of %v: %v", shares, err)
		}
	}
}
