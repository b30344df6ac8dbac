package fake

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestAmountsFollowTheirOptions(t *testing.T) {
	const n = 20_000
	cents := slices.Clone(vector(t, "money.amount", upTo(n), map[string]any{"median": 200, "sigma": 0.5, "min": 20, "max": 2000}, nil).Ints)
	slices.Sort(cents)
	if cents[0] < 2000 || cents[n-1] > 200_000 {
		t.Errorf("cents %d to %d", cents[0], cents[n-1])
	}
	// The quantiles of the lognormal: median·e^(±sigma) at 15.87% and 84.13%.
	for _, q := range []struct{ share, want float64 }{{0.1587, 20_000 / 1.6487}, {0.5, 20_000}, {0.8413, 20_000 * 1.6487}} {
		if got := float64(cents[int(q.share*n)]); math.Abs(got/q.want-1) > 0.03 {
			t.Errorf("quantile %.4f: %.0f cents, want %.0f", q.share, got, q.want)
		}
	}
}

func TestNumbersStayInTheirRange(t *testing.T) {
	for name, bounds := range map[string][2]float64{
		"number.quantity": {1, 12}, "number.score": {0, 100}, "number.percent": {0, 100}, "number.share": {0, 1},
		"number.rating": {1, 5}, "number.year": {1997, 2026}, "money.cents": {1, 1e8}, "number.count": {0, 1e6},
	} {
		v := vector(t, name, upTo(20_000), nil, nil)
		least, most := math.Inf(1), math.Inf(-1)
		for i := range 20_000 {
			x := 0.0
			if v.Floats != nil {
				x = v.Floats[i]
			} else {
				x = float64(v.Ints[i])
			}
			least, most = min(least, x), max(most, x)
		}
		if least < bounds[0] || most > bounds[1] || least == most {
			t.Errorf("%s: %v to %v, want %v", name, least, most, bounds)
		}
	}
}

func TestFlagsAreTrueInTheirShare(t *testing.T) {
	const n = 20_000
	for share, options := range map[float64]map[string]any{0.85: nil, 0.3: {"share": 0.3}, 0: {"share": 0.0}, 1: {"share": 1.0}} {
		sum := int64(0)
		for _, b := range vector(t, "flag.usual", upTo(n), options, nil).Ints {
			sum += b
		}
		if got := float64(sum) / n; math.Abs(got-share) > 5*math.Sqrt(share*(1-share)/n) {
			t.Errorf("share %.3f, want %v", got, share)
		}
	}
}

// Every fault of the options is told at once, each at its place.
func TestOptionFaults(t *testing.T) {
	for _, c := range []struct {
		provider string
		options  map[string]any
		want     string
	}{
		{"person.age", map[string]any{"min_age": "x", "max_age": 200, "median_age": 1.0, "femal": 0.5},
			"/femal: unknown option \"femal\" (its options are female, max_age, median_age, min_age)\n" +
				"/max_age: 200 is not in 0 to 99\n/median_age: 1 is not in 18 to 90\n/min_age: x is not a number"},
		{"person.age", map[string]any{"min_age": 50, "max_age": 40}, "/max_age: 40 is below min_age 50"},
		{"person.age", map[string]any{"min_age": 1.5}, "/min_age: 1.5 is not a whole number"},
		{"person.age", map[string]any{"female": math.NaN()}, "/female: NaN is not in 0 to 1"},
		{"person.sex", map[string]any{"style": "emoji"}, `/style: "emoji" is not one of word, capital, letter`},
		{"company.domain", map[string]any{"unique": "yes"}, "/unique: yes is not true or false"},
		{"place.city", map[string]any{"states": 7}, "/states: 7 is neither a list nor an object of weights"},
		{"place.city", map[string]any{"states": []any{}}, "/states: no weight is above 0"},
		{"place.city", map[string]any{"states": map[string]any{"CA": -1, "OH/": 2}},
			"/states/CA: the weight -1 is not a number from 0 up\n/states/OH~1: \"OH/\" is not known"},
		{"text.paragraph", map[string]any{"min": 9, "max": 3}, "/max: 3 is below min 9"},
		{"color.name", map[string]any{"values": []any{"Plaid"}}, `/values: "Plaid" is not known`},
		{"money.amount", map[string]any{"min": 10, "max": 5}, "/max: max is below min"},
		{"time.after", map[string]any{"days": 1}, "/days: 1 is not in 7 to 36525"},
	} {
		p, ok := Named(c.provider)
		if !ok {
			t.Fatalf("no provider %q", c.provider)
		}
		_, err := p.New(Args{Options: c.options, AsOf: asOf})
		if err == nil || strings.TrimSpace(err.Error()) != c.want {
			t.Errorf("%s %v:\n%v\nwant\n%s", c.provider, c.options, err, c.want)
		}
	}
}

func TestSlugs(t *testing.T) {
	for name, want := range map[string]string{
		"O'Brien": "obrien", "De la Cruz": "delacruz", "Łukasz": "lukasz", "Ångström": "angstrom", "Straße": "strase",
		"Žižek": "zizek", "Ð×÷": "d", "日本": "", "R2-D2": "r2d2", "bad\xff\xc3": "bad",
	} {
		if got := string(appendSlug(nil, []byte(name))); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
