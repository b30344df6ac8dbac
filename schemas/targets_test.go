package schemas_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/groflex/groflex/engine/wire"
	"github.com/groflex/groflex/schemas"
)

// target is a figure that the default profile must show (README.md).
type target struct {
	Name, Table, Stat, Expr, With, Where string
	Target, Tolerance                    float64
	Grade                                string
}

func targets(t *testing.T, files map[string][]byte, domain string) []target {
	t.Helper()
	var doc struct{ Targets []target }
	if err := json.Unmarshal(files[domain+"/targets.json"], &doc); err != nil || len(doc.Targets) == 0 {
		t.Fatalf("%s: %d targets, %v", domain, len(doc.Targets), err)
	}
	return doc.Targets
}

// Every figure marked A or B is met in the default profile.
func TestTargetsAreMet(t *testing.T) {
	files := schemas.Files()
	for _, domain := range []string{"fintech", "medical", "retail", "saas"} {
		byTable := map[string][]target{}
		for _, g := range targets(t, files, domain) {
			byTable[g.Table] = append(byTable[g.Table], g)
		}
		for _, table := range slices.Sorted(maps.Keys(byTable)) {
			for _, seed := range []uint64{4} {
				measured := measure(t, files, domain, table, byTable[table], seed)
				for i, g := range byTable[table] {
					off := math.Abs(measured[i].figure - g.Target)
					if g.Grade != "A" && g.Grade != "B" {
						t.Logf("%s %s: %q: %.4f, wanted %v ± %v (%s)", domain, table, g.Name, measured[i].figure, g.Target, g.Tolerance, g.Grade)
					} else if off > max(g.Tolerance, measured[i].error*3) {
						t.Errorf("%s %s seed %d: %q: %.4f, wanted %v ± %v (%s, n = %d)", domain, table, seed, g.Name, measured[i].figure, g.Target, g.Tolerance, g.Grade, measured[i].n)
					}
				}
			}
		}
	}
}

type measurement struct {
	figure, error float64
	n             int
}

// measure adds a column for each target to the table, fills it, and computes
// the figures.
func measure(t *testing.T, files map[string][]byte, domain, table string, list []target, seed uint64) []measurement {
	t.Helper()
	files = maps.Clone(files)
	path := domain + "/" + table + ".json"
	var added bytes.Buffer
	for i, g := range list {
		expr := g.Expr
		if g.Stat == "share" {
			expr = "(" + expr + ") ? 1 : 0"
		}
		if g.Where != "" {
			expr = "(" + g.Where + ") ? (" + expr + ") : nil"
		}
		formula, _ := json.Marshal(expr)
		fmt.Fprintf(&added, `"target_%d": {"type": ["number", "null"], "x-groflex": {"formula": %s}}, `, i, formula)
	}
	for i, g := range list {
		if g.With != "" {
			formula, _ := json.Marshal(g.With)
			fmt.Fprintf(&added, `"with_%d": {"type": ["number", "null"], "x-groflex": {"formula": %s}}, `, i, formula)
		}
	}
	files[path] = bytes.Replace(files[path], []byte(`"properties": {`), append([]byte(`"properties": {`), added.Bytes()...), 1)
	n := int64(20_000)
	var s sheet
	s.make(t, open(t, files), wire.Request{Domain: domain, Entity: table, Count: &n, Seed: seed})
	out := make([]measurement, len(list))
	for i, g := range list {
		var x, y []float64
		for row, cell := range s.cells["target_"+strconv.Itoa(i)] {
			v, err := strconv.ParseFloat(cell, 64)
			if err == nil && g.With != "" {
				var w float64
				if w, err = strconv.ParseFloat(s.cells["with_"+strconv.Itoa(i)][row], 64); err == nil {
					y = append(y, w)
				}
			}
			if err == nil {
				x = append(x, v)
			}
		}
		if len(x) == 0 {
			t.Fatalf("%s: no row of %s", g.Name, table)
		}
		if g.Stat == "correlation" {
			out[i] = measurement{moment(x, y, 1, 1) / math.Sqrt(moment(x, x, 1, 1)*moment(y, y, 1, 1)), 0, len(x)}
			continue
		}
		out[i] = measurement{figure(g.Stat, x), 0, len(x)}
		if g.Stat == "share" {
			out[i].error = math.Sqrt(g.Target * (1 - g.Target) / float64(len(x)))
		}
	}
	return out
}

func figure(stat string, x []float64) float64 {
	slices.SortFunc(x, func(a, b float64) int { return cmp.Compare(b, a) })
	sum, top := 0.0, 0.0
	var first [10]float64
	for i, v := range x {
		if sum += v; i < len(x)/5 {
			top += v
		}
		if v > 0 {
			first[strconv.FormatFloat(v, 'e', -1, 64)[0]-'0']++
		}
	}
	switch stat {
	case "sd":
		return math.Sqrt(moment(x, x, 1, 1))
	case "skewness":
		return moment(x, x, 2, 1) / math.Pow(moment(x, x, 1, 1), 1.5)
	case "median":
		return x[len(x)/2]
	case "top20":
		return top / sum
	case "benford":
		off := 0.0
		for d := 1.0; d < 10; d++ {
			off += math.Abs(first[int(d)]/float64(len(x)) - math.Log10(1+1/d))
		}
		return off / 9
	}
	return sum / float64(len(x)) // share, mean
}

// moment is the mean of (x - mean of x)^p · (y - mean of y)^q.
func moment(x, y []float64, p, q float64) float64 {
	mx, my, sum := 0.0, 0.0, 0.0
	for i := range x {
		mx, my = mx+x[i]/float64(len(x)), my+y[i]/float64(len(x))
	}
	for i := range x {
		sum += math.Pow(x[i]-mx, p) * math.Pow(y[i]-my, q)
	}
	return sum / float64(len(x))
}
