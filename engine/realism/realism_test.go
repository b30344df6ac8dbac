//go:build !js

package main

import (
	"math"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/schemas"
)

// A smaller make realism: one seed, and the profiles on fewer rows.
func TestDomainsAreRealistic(t *testing.T) {
	catalog, err := schema.Load(schemas.Files())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range catalog.Domains {
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			v := &visit{out: &out, roots: 3000, bound: 30_000, beside: 1000, whole: 100, seeds: 1, need: 2000, small: true, identifiers: map[string]tally{}}
			if err := v.domain(d); err != nil {
				t.Fatal(err)
			}
			if v.failed {
				t.Error(out.String())
			}
		})
	}
}

func TestStatistics(t *testing.T) {
	x, y := []float64{1, 2, 3, 4, 10}, []float64{2, 1, 4, 3, 10}
	for _, c := range []struct {
		stat string
		y    []float64
		want float64
	}{
		{"share", nil, 4}, {"mean", nil, 4}, {"median", nil, 3}, {"sd", nil, math.Sqrt(10)}, {"top20", nil, 0.5},
		{"skewness", nil, 36 / math.Pow(10, 1.5)}, // (-27 - 8 - 1 + 0 + 216) / 5
		{"correlation", y, 48.0 / 50}, {"ratio", y, 1}, {"repeats", y, 0},
	} {
		if got := statistics[c.stat](x, c.y); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.stat, got, c.want)
		}
	}
	if got := repeats([]float64{7, 7, 8, 7, 8}, []float64{1, 1, 1, 2, 1}); got != 0.4 {
		t.Errorf("repeats: %v: the second and the last pair were there before", got)
	}
	ones := 2 * (1 - math.Log10(2)) / 9 // all first digits are 1; zeros have none
	if got := benford([]float64{1, -0.12, 1900, 0}); math.Abs(got-ones) > 1e-12 {
		t.Errorf("benford: %v, want %v", got, ones)
	}
}

// The batches see that rows of one parent are alike; the formula for
// independent rows would not.
func TestStandardErrorOfClusters(t *testing.T) {
	var x []float64
	for parent := range 200 {
		for range 10 {
			x = append(x, float64(parent*parent*parent%211))
		}
	}
	mean := Target{Stat: "mean"}
	naive := math.Sqrt(moment(x, 2) / float64(len(x)))
	if got := mean.standardError(x, nil); got < 2*naive || got > 5*naive {
		t.Errorf("standard error %.3f, of independent rows %.3f: wanted about √10 times as much", got, naive)
	}
	share := Target{Target: 0.1}
	if got := share.standardError(make([]float64, 900), nil); math.Abs(got-0.01) > 1e-12 {
		t.Errorf("of a share of 0.1 in 900 rows: %v", got)
	}
}

func TestTargetsAreRead(t *testing.T) {
	catalog, err := schema.Load(schemas.Files())
	if err != nil {
		t.Fatal(err)
	}
	d := catalog.Domain("retail")
	const target = `{"targets": [{"name": "n", "table": "orders", "expr": "total > 1", "source": "s"}]}`
	if got, err := readTargets(d, []byte(target)); err != nil || got.Targets[0].Profile != "general" {
		t.Errorf("%+v, %v", got, err)
	}
	for _, change := range [][2]string{
		{`"table": "orders"`, `"table": "nowhere"`}, {`"source": "s"`, `"source": "s", "profile": "none"`}, {`"source": "s"`, `"sauce": "s"`},
		{`"source": "s"`, `"source": "s", "stat": "mode"`}, {`"source": "s"`, `"source": "s", "stat": "ratio"`}, {`, "source": "s"`, ``},
		{`"source": "s"`, `"source": "s", "with": "tax"`}, {`"source": "s"`, `"source": "s", "tolerance": -1`},
	} {
		if _, err := readTargets(d, []byte(strings.Replace(target, change[0], change[1], 1))); err == nil {
			t.Errorf("%s is taken", change[1])
		}
	}
}

// A label that one column states is found out.
func TestATreeFindsALeak(t *testing.T) {
	const rows = 1000
	label := newSet(rows)
	leak, noise := &values{}, &values{}
	for row := range rows {
		leak.rows, noise.rows = append(leak.rows, row), append(noise.rows, row)
		leak.numbers = append(leak.numbers, float64(row*37%rows))
		noise.numbers = append(noise.numbers, float64(row*17%rows))
		if row*37%rows > 950 {
			label.put(row)
		}
	}
	if score, tree := bestTree(splits("leak", leak, label, rows), label, rows); score < 0.95 || !strings.Contains(tree, "leak") {
		t.Errorf("%v by %s", score, tree)
	}
	if score, tree := bestTree(splits("noise", noise, label, rows), label, rows); score > 0.5 {
		t.Errorf("%v by %s", score, tree)
	}
}
