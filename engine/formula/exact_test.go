package formula

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/groflex/groflex/engine/column"
)

// rat is the exact value of cell i.
func rat(v *column.Vector, i int) *big.Rat {
	den := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(v.Scale)), nil)
	return new(big.Rat).SetFrac(big.NewInt(v.Ints[i]), den)
}

// rounded is r with places decimals as an integer, nil if that takes more
// than 64 bits.
func rounded(r *big.Rat, places uint8, mode rounding) *big.Int {
	scaled := new(big.Rat).Mul(r, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)))
	num, den := scaled.Num(), scaled.Denom()
	q, m := new(big.Int).DivMod(num, den, new(big.Int)) // floor
	twice := new(big.Int).Lsh(m, 1).Cmp(den)
	switch {
	case m.Sign() == 0, mode == down:
	case mode == up, mode == toZero && num.Sign() < 0, mode == halfAway && (twice > 0 || twice == 0 && num.Sign() > 0):
		q.Add(q, big.NewInt(1))
	}
	if !q.IsInt64() {
		return nil
	}
	return q
}

func TestDecimalsAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	operand := func() *column.Vector {
		v := ints(column.Decimal, uint8(r.IntN(7)))
		if v.Scale == 0 {
			v.Kind = column.Int
		}
		for range 64 {
			v.Ints = append(v.Ints, int64(r.Uint64())>>r.IntN(64)*int64(r.IntN(8)&1|1))
		}
		return v
	}
	type oracle func(a, b *big.Rat) *big.Rat
	add := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }
	sub := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
	mul := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
	div := func(a, b *big.Rat) *big.Rat {
		if b.Sign() == 0 {
			return nil
		}
		return new(big.Rat).Quo(a, b)
	}
	mod := func(a, b *big.Rat) *big.Rat {
		if b.Sign() == 0 {
			return nil
		}
		q := rounded(new(big.Rat).Quo(a, b), 0, toZero)
		if q == nil {
			return new(big.Rat)
		}
		return new(big.Rat).Sub(a, new(big.Rat).Mul(b, new(big.Rat).SetInt(q)))
	}
	only := func(a, _ *big.Rat) *big.Rat { return a }
	for range 40 {
		cols := map[string]*column.Vector{"a": operand(), "b": operand()}
		for _, c := range []struct {
			src  string
			f    oracle
			mode rounding
		}{
			{`a + b`, add, halfAway}, {`a - b`, sub, halfAway}, {`a * b`, mul, halfAway}, {`a % b`, mod, halfAway},
			{`round(a / b, 2)`, div, halfAway}, {`round(a / b, 9)`, div, halfAway}, {`round(a / b)`, div, halfAway},
			{`int(a / b)`, div, toZero}, {`floor(a / b)`, div, down}, {`ceil(a / b)`, div, up},
			{`round(a, 3)`, only, halfAway}, {`int(a)`, only, toZero}, {`floor(a)`, only, down}, {`ceil(a)`, only, up},
			{`max(a, b) + min(a, b)`, add, halfAway}, {`-a + b * 0 + a + a`, only, halfAway},
		} {
			p := compile(t, c.src, cols)
			var got column.Vector
			p.Eval(&got, inputs(c.src, cols, 64), Groups{}, 64)
			for i := range 64 {
				a, b := rat(cols["a"], i), rat(cols["b"], i)
				var want *big.Int
				if exact := c.f(a, b); exact != nil {
					want = rounded(exact, got.Scale, c.mode)
				}
				switch {
				case got.Null(i) && want != nil && fits(a, got.Scale) && fits(b, got.Scale) && strings.Count(c.src, "a") < 3:
					t.Errorf("%s of %s and %s: nil, want %s", c.src, a.FloatString(9), b.FloatString(9), want)
				case !got.Null(i) && (want == nil || want.Int64() != got.Ints[i]):
					t.Errorf("%s of %s and %s: %d, want %s", c.src, a.FloatString(9), b.FloatString(9), got.Ints[i], want)
				}
			}
		}
	}
}

// fits reports whether r with places decimals takes at most 64 bits: operands
// are brought to one scale before they are added.
func fits(r *big.Rat, places uint8) bool { return rounded(r, places, halfAway) != nil }

func TestNumberKeepsDecimals(t *testing.T) {
	for v, want := range map[float64]string{0.05: "decimal(2) 5", 3: "int 3", -0.0725: "decimal(4) -725", 1e-9: "decimal(9) 1", 1e-10: "float", math.Pi: "float", 1e300: "float"} {
		cell := Number(v)
		got := Type{cell.Kind, cell.Scale}.String()
		if cell.Kind != column.Float {
			got += fmt.Sprint(" ", cell.Ints[0])
		} else if cell.Floats[0] != v {
			t.Errorf("%g became %g", v, cell.Floats[0])
		}
		if got != want {
			t.Errorf("%g: %s, want %s", v, got, want)
		}
	}
}

// The truth tables of SQL, in the order true, false, null.
func TestThreeValuedLogic(t *testing.T) {
	cols := map[string]*column.Vector{
		"p": ints(column.Bool, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0),
		"q": ints(column.Bool, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0),
	}
	for _, i := range []int{6, 7, 8} {
		miss(cols["p"], i)
	}
	for _, i := range []int{2, 5, 8} {
		miss(cols["q"], i)
	}
	for src, want := range map[string]string{
		`p and q`:      "true false nil false false false nil false nil",
		`p or q`:       "true true true true false nil true nil nil",
		`not p or q`:   "true false nil true true true true nil nil",
		`p == q`:       "true false nil false true nil nil nil nil",
		`p ?? q`:       "true true true false false false true false nil",
		`p ? q : p`:    "true false nil false false false nil nil nil",
		`q in [true]`:  "true false nil true false nil true false nil",
		`p in [q]`:     "true false nil false true nil nil nil nil",
		`nil == p`:     "false false false false false false true true true",
		`p and true`:   "true true true false false false nil nil nil",
		`p and false`:  "false false false false false false false false false",
		`nil ?? p`:     "true true true false false false nil nil nil",
		`p and p == q`: "true false nil false false false nil nil nil",
	} {
		if got := eval(compile(t, src, cols), src, cols, Groups{}, 9); got != want {
			t.Errorf("%s: %s, want %s", src, got, want)
		}
	}
}

func TestCalendarAgreesWithPackageTime(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for k := range 5_000 {
		d := int64(firstDay) + r.Int64N(lastDay-firstDay+1)
		if k < 4 {
			d = []int64{firstDay, lastDay, 0, -1}[k]
		}
		want := time.Unix(d*daySeconds, 0).UTC()
		y, m, dd := column.Civil(d)
		if y != int64(want.Year()) || m != int64(want.Month()) || dd != int64(want.Day()) {
			t.Fatalf("day %d: %d-%d-%d, want %v", d, y, m, dd, want)
		}
		if back := column.DateOf(y, m, dd); back != d {
			t.Fatalf("%v: day %d, want %d", want, back, d)
		}
		if w := (int64(want.Weekday())+6)%7 + 1; weekdayOf(d) != w {
			t.Fatalf("%v: weekday %d, want %d", want, weekdayOf(d), w)
		}
		months := r.Int64N(1000) - 500
		first := time.Date(want.Year(), want.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
		moved := first.AddDate(0, 0, min(want.Day(), first.AddDate(0, 1, -1).Day())-1)
		if got := addMonths(d, months); got*daySeconds != moved.Unix() {
			t.Fatalf("%v and %d months: day %d, want %v", want, months, got, moved)
		}
		to := d + r.Int64N(60_000)
		n := fullYears(d, to)
		if want.AddDate(int(n), 0, 0).Unix() > to*daySeconds || want.AddDate(int(n)+1, 0, 0).Unix() <= to*daySeconds {
			t.Fatalf("%d full years from day %d to %d", n, d, to)
		}
	}
}

func TestFloatsAreFiniteOrNil(t *testing.T) {
	cols := map[string]*column.Vector{
		"a": floats(math.MaxFloat64, -1, 0, 5e-324, 710),
		"b": floats(math.MaxFloat64, 0.5, -1, 2, 1e308),
	}
	for _, src := range []string{`a + b`, `a - b`, `a * b`, `a / b`, `a % b`, `a ** b`, `exp(a)`, `log(a)`, `sqrt(a)`, `running(a + b)`, `a / 0`, `a * b - a * b`} {
		var got column.Vector
		compile(t, src, cols).Eval(&got, inputs(src, cols, 5), Groups{Starts: []uint32{0}}, 5)
		for i, v := range got.Floats {
			if math.IsInf(v, 0) || math.IsNaN(v) || got.Null(i) && v != 0 {
				t.Errorf("%s, row %d: %g", src, i, v)
			}
		}
	}
}
