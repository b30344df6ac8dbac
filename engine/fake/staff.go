package fake

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

// staffClasses are firms by employees: a class from its first number to
// below the next one's, and its share in 1,000 US employer firms, rounded
// from the Census Bureau's Statistics of US Businesses (approximate).
var staffClasses = []struct{ from, share float64 }{
	{1, 610}, {5, 170}, {10, 105}, {20, 95}, {100, 16}, {500, 3}, {2500, 1}, {10000, 0},
}

// newEmployees is company.employees, log-uniform inside a class. Its options
// min and max, 1 to 10,000, keep to firms of that size.
func newEmployees(a Args) (Filler, error) {
	o := read(a)
	found(a, o) // for its options
	least, most := o.whole("min", 1, 1, 10_000), o.whole("max", 10_000, 1, 10_000)
	if most < least {
		o.faults.Add("/max", "%d is below min %d", most, least)
		most = least
	}
	var from, log []float64
	var shares []float64
	for k := range len(staffClasses) - 1 {
		low, high := staffClasses[k].from, staffClasses[k+1].from
		all := dist.Log(high / low)
		low, high = max(low, float64(least)), min(high, float64(most)+1)
		if low >= high {
			continue
		}
		from, log = append(from, low), append(log, dist.Log(high/low))
		shares = append(shares, staffClasses[k].share*log[len(log)-1]/all)
	}
	classBy, class, inside := mustAlias(shares), a.Shared("staff class"), a.Shared("staff")
	return blockwise(func(dst *column.Vector, b *Block, _ []*column.Vector) {
		for i, row := range b.Rows {
			k := classBy.Pick(class.At(row))
			n := from[k] * dist.Exp(rng.Unit(inside.At(row))*log[k])
			dst.Ints[i] = min(max(int64(n), least), most)
		}
	}), o.err()
}
