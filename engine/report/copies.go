package report

import (
	"cmp"
	"math"
	"slices"
)

// rowHashes is a 64-bit hash of every row's cells. Rows are taken to be equal
// where their hashes are: among 10^5 by 10^5 rows that errs with a chance of
// 5·10^-10.
func rowHashes(fs []facet, party int, discreteOnly bool) []uint64 {
	out := make([]uint64, rowsOf(fs, party))
	for c := range fs {
		f := &fs[c]
		for i := range out {
			cell := int64(0)
			switch {
			case !f.continuous:
				cell = int64(f.levels[party][i])
			case f.numbers[party][i] != f.numbers[party][i]:
				cell = math.MinInt64
			case !discreteOnly:
				cell = ordered(f.numbers[party][i])
			}
			out[i] = values.At(int64(out[i]*golden) ^ cell)
		}
	}
	return out
}

// copying is the share of a party's rows that equal a seen row, and that of
// those which equal one that occurs once among the seen.
func copying(fs []facet, party int, times map[uint64]int) (copies, unique float64) {
	all := rowHashes(fs, party, false)
	for _, hash := range all {
		if n := times[hash]; n > 0 {
			copies++
			if n == 1 {
				unique++
			}
		}
	}
	n := float64(max(len(all), 1))
	return copies / n, unique / n
}

// tolerance is how far, relative to the new value, a number may be from a
// seen one to match it in NewRowSynthesis.
const tolerance = 0.01

// newRows is SDMetrics' NewRowSynthesis: the share of made rows that match no
// seen row, where levels and nulls match if they are equal and numbers if
// they are within tolerance.
func newRows(fs []facet) float64 {
	index := newMatcher(fs)
	fresh := 0
	hashes := rowHashes(fs, made, true)
	for i, hash := range hashes {
		if !index.matches(i, hash) {
			fresh++
		}
	}
	return float64(fresh) / float64(max(len(hashes), 1))
}

// matcher finds seen rows by their levels and nulls, then by the number that
// tells most rows apart.
type matcher struct {
	fs     []facet
	key    int // the column that groups are sorted by, -1 with none
	groups map[uint64][]int32
}

func newMatcher(fs []facet) *matcher {
	m := &matcher{fs: fs, key: -1, groups: map[uint64][]int32{}}
	most := 0
	for c := range fs {
		if fs[c].continuous {
			if n := spread(fs[c].numbers[seen]); n > most {
				m.key, most = c, n
			}
		}
	}
	for i, hash := range rowHashes(fs, seen, true) {
		m.groups[hash] = append(m.groups[hash], int32(i))
	}
	if m.key >= 0 {
		xs := fs[m.key].numbers[seen]
		for _, group := range m.groups { // whose keys are numbers, or all null
			slices.SortFunc(group, func(a, b int32) int { return cmp.Compare(xs[a], xs[b]) })
		}
	}
	return m
}

// spread is about how many different values there are.
func spread(xs []float64) int {
	var d distinct
	for _, x := range xs {
		if x == x {
			d.add(values.At(ordered(x)))
		}
	}
	return int(d.count())
}

func (m *matcher) matches(row int, hash uint64) bool {
	group := m.groups[hash]
	if m.key >= 0 && len(group) > 0 {
		if x := m.fs[m.key].numbers[made][row]; x == x {
			group = m.window(group, x)
		}
	}
candidates:
	for _, i := range group {
		for c := range m.fs {
			f := &m.fs[c]
			if !f.continuous {
				continue // the hash has seen to it
			}
			if x := f.numbers[made][row]; x == x && !near(f.numbers[seen][i], x) {
				continue candidates
			}
		}
		return true
	}
	return false
}

// near reports whether a seen number matches a new one.
func near(a, x float64) bool { return math.Abs(a-x) <= math.Abs(float64(tolerance*x)) }

// window is the part of a sorted group whose key may match x.
func (m *matcher) window(group []int32, x float64) []int32 {
	xs := m.fs[m.key].numbers[seen]
	reach := float64(math.Abs(x) * tolerance * 1.001)
	from, _ := slices.BinarySearchFunc(group, x-reach, func(i int32, at float64) int {
		if xs[i] < at {
			return -1
		}
		return 1
	})
	to := from
	for to < len(group) && xs[group[to]] <= x+reach {
		to++
	}
	return group[from:to]
}
