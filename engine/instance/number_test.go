package instance

import (
	"encoding/json"
	"math/big"
	"testing"

	"github.com/groflex/groflex/engine/rng"
)

func TestNumbersStayWithinRandomBounds(t *testing.T) {
	r := rng.New(5, "bounds").Cell(0)
	drawn := 0
	for range 3_000 {
		scale := big.NewRat(1, 1)
		for range r.Below(8) {
			scale.Quo(scale, big.NewRat(10, 1))
		}
		random := func(n uint64) *big.Rat {
			v := new(big.Rat).SetInt64(int64(r.Below(n)) - int64(n/2))
			return v.Mul(v, scale)
		}
		sh := newShape()
		sh.low = &limit{random(2_000), r.Below(2) == 0}
		if r.Below(3) > 0 {
			sh.high = &limit{new(big.Rat).Add(sh.low.at, new(big.Rat).Abs(random(400))), r.Below(2) == 0}
		}
		if r.Below(2) == 0 {
			step := new(big.Rat).Abs(random(60))
			if step.Sign() > 0 {
				sh.steps = append(sh.steps, step)
			}
		}
		q := &search{r: r}
		value, ok := q.number(&sh, fraction|whole, "")
		if !ok {
			continue
		}
		drawn++
		n := rat(value.(json.Number))
		if !sh.low.admits(n, 1) || !sh.high.admits(n, -1) {
			t.Fatalf("%s is not within %v and %v", value, sh.low, sh.high)
		}
		for _, step := range sh.steps {
			if !multiple(n, step) {
				t.Fatalf("%s is not a multiple of %s", value, step)
			}
		}
		if !json.Valid([]byte(value.(json.Number))) {
			t.Fatalf("%q is not JSON", value)
		}
	}
	if drawn < 2_000 {
		t.Errorf("only %d of 3000 bounds gave a number", drawn)
	}
}

func TestCommonMultiple(t *testing.T) {
	cases := [][3]string{{"6", "4", "12"}, {"2/5", "6", "6"}, {"1/3", "1/2", "1"}, {"3/4", "5/6", "15/2"}}
	for _, c := range cases {
		var r [3]*big.Rat
		for i, s := range c {
			r[i], _ = new(big.Rat).SetString(s)
		}
		if got := commonMultiple([]*big.Rat{r[0], r[1]}); got.Cmp(r[2]) != 0 {
			t.Errorf("of %s and %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}
