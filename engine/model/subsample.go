package model

import (
	"cmp"
	"slices"

	"github.com/groflex/groflex/engine/rng"
)

const (
	growRowsMax = 200_000 // that splits are found on
	stratumRows = 20      // of the rows chosen, in an average stratum
)

// subsample is the numbers of at most most rows, ascending: of every stratum,
// rows that are alike in the columns of few values, its share, and which of
// them by chance, so that no pattern in the order of the rows is met.
func (f *fitting) subsample(most int) []int32 {
	total := len(f.flogf) - 1
	rows := make([]int32, min(total, most))
	if total <= most {
		for i := range rows {
			rows[i] = int32(i)
		}
		return rows
	}
	sorted := f.byStratum(most / stratumRows)
	chance := rng.New(0, "subsample")
	for i := range rows {
		from, to := i*total/most, (i+1)*total/most
		rows[i] = sorted[from+int(rng.Below(chance.At(int64(i)), uint64(to-from)))]
	}
	slices.Sort(rows)
	return rows
}

// byStratum is the numbers of all rows, sorted by the values of the variables
// with the fewest, as many of them as make at most most strata.
func (f *fitting) byStratum(most int) []int32 {
	few := make([]int, len(f.variables))
	for v := range few {
		few[v] = v
	}
	slices.SortStableFunc(few, func(a, b int) int { return cmp.Compare(f.looks[a].n, f.looks[b].n) })
	strata, of := 1, make([]int32, len(f.flogf)-1)
	for _, v := range few {
		n := max(f.looks[v].n, 1)
		if strata*n > most {
			break
		}
		strata *= n
		for row, b := range f.bins[v] {
			of[row] = of[row]*int32(n) + int32(b)
		}
	}
	next := make([]int32, strata+1)
	for _, s := range of {
		next[s+1]++
	}
	for s := range strata {
		next[s+1] += next[s]
	}
	sorted := make([]int32, len(of))
	for row, s := range of {
		sorted[next[s]] = int32(row)
		next[s]++
	}
	return sorted
}
