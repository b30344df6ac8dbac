package relation

import (
	"math"
	"testing"

	"github.com/groflex/groflex/engine/rng"
)

// geometric draws 0, 1, 2, … with mean (1-p)/p, by inversion.
func geometric(p float64) Fanout {
	return Fanout{Max: math.Inf(1), Draw: func(dst []float64, s rng.Stream, rows []int64) {
		for i, row := range rows {
			u, n, q := rng.Unit(s.At(row)), 0.0, p
			for total := q; u > total; total += q {
				q *= 1 - p
				n++
			}
			dst[i] = n
		}
	}}
}

func fixed(n float64) Fanout {
	return Fanout{Min: n, Max: n, Draw: func(dst []float64, _ rng.Stream, rows []int64) {
		for i := range rows {
			dst[i] = n
		}
	}}
}

// years is twelve to sixty, twelve at a time.
func years() Fanout {
	return Fanout{Min: 12, Max: 60, Step: 12, Draw: func(dst []float64, s rng.Stream, rows []int64) {
		for i, row := range rows {
			dst[i] = 12 + 60*rng.Unit(s.At(row))
		}
	}}
}

func layout(s rng.Stream, f Fanout) *Layout { return New(s, f, f.Mean()) }

func TestEveryBlockHasItsChildren(t *testing.T) {
	for name, f := range map[string]Fanout{"geometric": geometric(0.4), "rare": geometric(0.995), "many": geometric(0.01), "one": fixed(1), "three": fixed(3), "years": years()} {
		l := layout(rng.New(1, name), f)
		if mean := f.Mean(); math.Abs(float64(l.Children)-float64(l.Parents)*mean) > max(f.Step, 1)/2 && l.Children > int64(max(f.Step, 1)) {
			t.Errorf("%s: %d children of %d parents, who have %v on average", name, l.Children, l.Parents, mean)
		}
		for block := range int64(5) {
			starts := l.Starts(nil, block)
			if len(starts) != int(l.Parents)+1 || starts[0] != 0 || int64(starts[l.Parents]) != l.Children {
				t.Fatalf("%s: block %d has %d of %d children", name, block, starts[len(starts)-1], l.Children)
			}
			for i := 1; i < len(starts); i++ {
				if starts[i] < starts[i-1] {
					t.Fatalf("%s: parent %d has a negative number of children", name, i)
				}
				if n := float64(starts[i] - starts[i-1]); n < f.Min || n > f.Max || f.Step > 0 && math.Mod(n, f.Step) != 0 {
					t.Fatalf("%s: parent %d has %v children", name, i, n)
				}
			}
		}
	}
}

// A block has its number of children even where no fan-out within the bounds
// adds up to it.
func TestBoundsGiveWayToTheNumberOfChildren(t *testing.T) {
	dozens := years()
	dozens.Min, dozens.Max = 1, 12 // none or twelve, so that none of either can be taken
	for name, l := range map[string]*Layout{
		"fewer": New(rng.New(4, "few"), fixed(3), 2.9), "more": New(rng.New(4, "more"), fixed(3), 3.1), "dozens": New(rng.New(4, "dozens"), dozens, 6),
	} {
		starts := l.Starts(nil, 2)
		if int64(starts[l.Parents]) != l.Children {
			t.Errorf("%s: %d of %d children", name, starts[l.Parents], l.Children)
		}
	}
}

func TestCountAddsUpTheStarts(t *testing.T) {
	l := layout(rng.New(2, "count"), geometric(0.3))
	for _, parents := range []int64{0, 1, l.Parents - 1, l.Parents, l.Parents + 1, 3*l.Parents + 7} {
		want := int64(0)
		for p := range parents {
			s := l.Starts(nil, p/l.Parents)
			want += int64(s[p%l.Parents+1] - s[p%l.Parents])
		}
		if got := l.Count(parents); got != want {
			t.Errorf("children of %d parents: %d, want %d", parents, got, want)
		}
	}
}

// Balancing may not bend the distribution: compare the share of each count
// with the geometric law, within six standard errors.
func TestBalancingKeepsTheDistribution(t *testing.T) {
	const p = 0.4
	l := layout(rng.New(3, "shape"), geometric(p))
	seen, n := map[uint32]float64{}, 0.0
	for block := range int64(40) {
		starts := l.Starts(nil, block)
		for i := 1; i < len(starts); i++ {
			seen[starts[i]-starts[i-1]]++
			n++
		}
	}
	for k := range uint32(5) {
		want := p * math.Pow(1-p, float64(k))
		if got := seen[k] / n; math.Abs(got-want) > 6*math.Sqrt(want/n) {
			t.Errorf("share of parents with %d children: %.4f, want %.4f", k, got, want)
		}
	}
}

func TestParentsAndChildrenFindEachOther(t *testing.T) {
	for name, fanout := range map[string]Fanout{"some": geometric(0.4), "rare": geometric(0.995), "one": fixed(1), "years": years()} {
		l := layout(rng.New(6, name), fanout)
		down, up := NewFinder(l), NewFinder(l)
		next := int64(0)
		for p := range 3 * l.Parents {
			first, end := down.ChildrenOf(p)
			if first != next {
				t.Fatalf("%s: children of %d begin at %d, those before end at %d", name, p, first, next)
			}
			if next = end; first == end {
				continue
			}
			for _, row := range []int64{first, end - 1} {
				if got := up.ParentOf(row); got != p {
					t.Fatalf("%s: row %d is a child of %d, its parent is said to be %d", name, row, p, got)
				}
			}
		}
		if next != 3*l.Children {
			t.Errorf("%s: %d children in three blocks of %d", name, next, l.Children)
		}
	}
}
