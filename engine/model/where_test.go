package model

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

func where(t *testing.T, m *Model, conditions ...string) *Model {
	t.Helper()
	only, err := m.Where(conditions)
	if err != nil {
		t.Fatal(err)
	}
	return only
}

// What is drawn under conditions is what a model without them draws in the
// rows that happen to meet them.
func TestConditionsGiveTheModelsOwnRows(t *testing.T) {
	for _, first := range [][]string{nil, {"level", "price"}, {"price", "level"}} {
		m := fit(t, shop(4000), Options{First: first})
		only := where(t, m, "level!=pro", "price>=1500", "price<2250", "price!=1600")
		a, b := draw(only, 3, 0, 4096), draw(m, 4, 0, 1<<15)
		for _, name := range []string{"level", "grade", "visits", "city", "price"} {
			at, counts := a.Index(name), map[string][2]float64{}
			tell := func(table *column.Table, which int) (rows float64) {
				for row := range table.Rows {
					if !only.Meets(table, row) {
						continue
					}
					rows++
					value := text(table, at, row)
					if name == "price" {
						value = value[:2]
					}
					pair := counts[value]
					pair[which]++
					counts[value] = pair
				}
				return rows
			}
			n, of := tell(a, 0), tell(b, 1)
			if n != 4096 {
				t.Fatalf("first %v: %.0f of 4096 rows meet the conditions", first, n)
			}
			for value, pair := range counts {
				if d := pair[0]/n - pair[1]/of; d > 0.03 || d < -0.03 {
					t.Errorf("first %v, %s = %s: share %.3f, without conditions %.3f", first, name, value, pair[0]/n, pair[1]/of)
				}
			}
		}
	}
}

func TestRareConditionsNeedFewAttempts(t *testing.T) {
	m := fit(t, shop(6000), Options{First: []string{"since", "price"}})
	only := where(t, m, "since=2024-07-14", "price>=3000", "price<3020")
	rows, all := make([]int64, 512), make([]int32, 512)
	for i := range rows {
		rows[i], all[i] = int64(i), int32(i)
	}
	var table column.Table
	w := only.drawing(&table, 1, rows)
	only.begin(&table, len(rows))
	if met := len(only.try(w, all)); met < 128 {
		t.Errorf("%d of 512 rows meet conditions that 1 row in 70,000 does, at the first attempt", met)
	}
}

func TestConditionsOnAnyKindOfNumber(t *testing.T) {
	var b strings.Builder
	b.WriteString("fee;rate;weight;born;seen;share\n")
	r := rng.New(4, "kinds").Cell(0)
	for range 900 {
		fee := fmt.Sprintf("$%d,%03d.%02d", 1+r.Below(9), r.Below(1000), r.Below(100))
		if r.Below(20) == 0 {
			fee = "waived"
		}
		rate := ""
		if r.Below(4) > 0 {
			rate = fmt.Sprintf("%d.%02d", r.Below(40), r.Below(100))
		}
		day := time.Date(2019, 1, 1+int(r.Below(1500)), 0, 0, 0, 0, time.UTC)
		fmt.Fprintf(&b, "%s;%s;%d.25e-30;%s;%s;%d%%\n", fee, rate, 1+r.Below(1e9), day.Format("02.01.2006"),
			day.Add(time.Duration(r.Below(86400))*time.Second).Format(time.DateTime), r.Below(100))
	}
	m := fit(t, b.String(), Options{})
	for conditions, want := range map[string]func(cell string) bool{
		"fee>=$9,000.50":              func(s string) bool { return s >= "$9,000.50" && s != "waived" },
		"fee<2000,fee>=1500.5":        func(s string) bool { return s >= "$1,500.50" && s < "$2,000.00" },
		"fee=waived":                  func(s string) bool { return s == "waived" },
		"fee!=waived":                 func(s string) bool { return s != "waived" },
		"share=7":                     func(s string) bool { return s == "7%" },
		"share>98%":                   func(s string) bool { return s == "99%" },
		"rate=":                       func(s string) bool { return s == "∅" },
		"rate!=":                      func(s string) bool { return s != "∅" },
		"rate>39.005":                 func(s string) bool { return len(s) == 4 && s > "3900" },
		"rate<=0.115":                 func(s string) bool { return s != "∅" && (len(s) == 1 || len(s) == 2 && s <= "11") },
		"weight>9e-22,weight<9.1e-22": func(s string) bool { return strings.HasPrefix(s, "9.0") && strings.HasSuffix(s, "e-22") },
		"born>=2022,born<2022-02":     func(s string) bool { return s >= "18993" && s < "19024" },
		"born=2020-02":                func(s string) bool { return s >= "18293" && s < "18322" },
		"seen>2021-05-03":             func(s string) bool { return s >= "1620086400000000" },
		"seen=2021-05":                func(s string) bool { return s >= "1619827200000000" && s < "1622505600000000" },
		"seen<2019-02-01 12:30":       func(s string) bool { return s < "1549024200000000" },
		"born>=03.03.2021,born!=2022": func(s string) bool { return s >= "18689" && (s < "18993" || s >= "19358") },
	} {
		parts := strings.Split(conditions, ",")
		if strings.Contains(conditions, "$9,000") {
			parts = []string{conditions}
		}
		out := draw(where(t, m, parts...), 1, 0, 200)
		at := out.Index(parts[0][:strings.IndexAny(parts[0], "=<>!")])
		for row := range 200 {
			if cell := text(out, at, row); !want(cell) {
				t.Fatalf("%s: row %d holds %s", conditions, row, cell)
			}
		}
	}
}

func TestConditionsThatCannotHold(t *testing.T) {
	m := fit(t, shop(500), Options{})
	for _, bad := range []string{"level", "nowhere=1", "price>=high", "level=gold", "price>9000", "price>2000.2,price<2000.9", "level=basic,grade=3", "spent>", "visits=0,spent>0"} {
		if _, err := m.Where(strings.Split(bad, ",")); err == nil {
			t.Errorf("%q is accepted", bad)
		} else if _, ok := err.(wire.Faults); !ok {
			t.Errorf("%q: %T is not a list of faults", bad, err)
		}
	}
}

// A condition is refused with faults, or every row meets it.
func FuzzWhere(f *testing.F) {
	for _, text := range []string{"level=pro", "level!=", "price>=1500", "price<$2,000.50", "visits>3", "city=", "grade<=B", "nosuch=1", "=", "price=abc", "price>1e400"} {
		f.Add(text)
	}
	m := fit(f, shop(200), Options{})
	f.Fuzz(func(t *testing.T, text string) {
		only, err := m.Where([]string{text})
		if err != nil {
			if _, ok := err.(wire.Faults); !ok {
				t.Fatalf("%q: %T %v", text, err, err)
			}
			return
		}
		table := draw(only, 1, 0, 10)
		for row := range table.Rows {
			if !only.Meets(table, row) {
				t.Fatalf("%q: row %d does not meet it", text, row)
			}
		}
	})
}
