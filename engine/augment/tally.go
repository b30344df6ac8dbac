package augment

import (
	"cmp"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/wire"
)

// count adds a row that was broken.
func (b *Breaker) count(o *offer, row int64) {
	b.rows++
	f := b.found[o.label]
	if f == nil {
		f = &wire.FaultLabel{Label: o.label, Instance: o.instance, Keyword: o.keyword, FirstRow: row}
		b.found[o.label] = f
	}
	f.Count++
	f.FirstRow = min(f.FirstRow, row)
}

// Faulty is what was broken so far, the most frequent fault first.
func (b *Breaker) Faulty() *wire.Faulty {
	out := &wire.Faulty{Rows: b.rows, Column: b.column.Name, Faults: []wire.FaultLabel{}}
	for _, f := range b.found {
		out.Faults = append(out.Faults, *f)
	}
	sortFaults(out)
	return out
}

// MergeFaulty is what was broken in both parts; either may be nil.
func MergeFaulty(a, b *wire.Faulty) *wire.Faulty {
	if a == nil || b == nil {
		return cmp.Or(a, b)
	}
	out := &wire.Faulty{Rows: a.Rows + b.Rows, Column: a.Column, Faults: slices.Clone(a.Faults)}
	for _, f := range b.Faults {
		at := slices.IndexFunc(out.Faults, func(known wire.FaultLabel) bool { return known.Label == f.Label })
		if at < 0 {
			out.Faults = append(out.Faults, f)
			continue
		}
		out.Faults[at].Count += f.Count
		out.Faults[at].FirstRow = min(out.Faults[at].FirstRow, f.FirstRow)
	}
	sortFaults(out)
	return out
}

func sortFaults(f *wire.Faulty) {
	slices.SortFunc(f.Faults, func(a, b wire.FaultLabel) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Label, b.Label))
	})
}
