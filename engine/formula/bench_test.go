package formula

import (
	"testing"

	"github.com/groflex/groflex/engine/column"
)

// One iteration is a block; Mcells/s counts rows, whatever the formula does
// to each.
func BenchmarkEval(b *testing.B) {
	const n = 4096
	cols := map[string]*column.Vector{
		"amount": ints(column.Decimal, 2), "qty": ints(column.Int, 0), "x": floats(), "y": floats(),
		"d": ints(column.Date, 0), "t": ints(column.Time, 0), "s": raw(), "ok": ints(column.Bool, 0), "rate": floats(0.07),
	}
	states := dict([]string{"CA", "NY", "TX", "WA"})
	for i := range int64(n) {
		h := i * 2654435761 % 1000003
		cols["amount"].Ints = append(cols["amount"].Ints, h)
		cols["qty"].Ints = append(cols["qty"].Ints, h%9)
		cols["x"].Floats = append(cols["x"].Floats, float64(h)/7)
		cols["y"].Floats = append(cols["y"].Floats, float64(h%13))
		cols["d"].Ints = append(cols["d"].Ints, h%20000)
		cols["t"].Ints = append(cols["t"].Ints, h*1e9)
		cols["ok"].Ints = append(cols["ok"].Ints, h%2)
		cols["s"].AppendText("customer")
		states.Codes = append(states.Codes, uint32(h%4))
	}
	cols["state"] = states
	groups := Groups{}
	for i := uint32(0); i < n; i += 5 {
		groups.Starts = append(groups.Starts, i)
	}
	for _, src := range []string{
		`qty + qty`, `amount * qty`, `x * y`, `amount > 100`, `ok and qty > 3`, `ok ? amount : 0.00`,
		`round(amount * qty * 0.0725, 2)`, `round(amount / 12, 2)`, `round(amount * rate, 2)`, `exp(x / 20000)`,
		`{"CA": 0.0725, "NY": 0.04}[state] ?? 0`, `state == "NY"`, `lower(state)`, `lower(s)`, `s + "-" + pad(qty, 6)`,
		`year(d)`, `d + days(qty)`, `running(amount)`, `prev(state, "none")`, `qty in [1, 3, 5]`,
	} {
		b.Run(src, func(b *testing.B) {
			p, in := compile(b, src, cols), inputs(src, cols, n)
			var dst column.Vector
			b.ReportAllocs()
			for b.Loop() {
				p.Eval(&dst, in, groups, n)
			}
			b.ReportMetric(float64(b.N)*n/b.Elapsed().Seconds()/1e6, "Mcells/s")
		})
	}
}
