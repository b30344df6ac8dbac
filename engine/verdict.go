package engine

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
)

// verdict gathers the faults of single records: it counts them all, and lists
// those it is told to.
type verdict struct {
	rows   int64
	listed []wire.RecordFault
	counts []wire.FaultCount
	known  map[[3]string]int // where in counts
	bad    map[int64]bool    // rows
}

func (v *verdict) add(f wire.RecordFault, list bool) {
	if list {
		v.listed = append(v.listed, f)
	}
	if v.bad == nil {
		v.bad, v.known = map[int64]bool{}, map[[3]string]int{}
	}
	v.bad[f.Row] = true
	key := [3]string{f.Instance, f.Keyword, f.Rule}
	at, ok := v.known[key]
	if !ok {
		at = len(v.counts)
		v.known[key] = at
		v.counts = append(v.counts, wire.FaultCount{Instance: f.Instance, Keyword: f.Keyword, Message: f.Message, FirstRow: f.Row})
	}
	v.counts[at].Count++
}

func (v *verdict) compliance() wire.Compliance {
	c := wire.Compliance{Checked: v.rows, Valid: v.rows - int64(len(v.bad)), Share: 1, Faults: v.counts}
	if v.rows > 0 {
		c.Share = float64(c.Valid) / float64(v.rows)
	}
	return c
}

// hearing has the judge decide on every value of a nested source.
type hearing struct {
	judge   *judge.Judge
	source  *nested
	verdict verdict
}

func (h *hearing) Add(t *column.Table) {
	h.verdict.rows += int64(t.Rows)
	for i := range t.Rows {
		row := t.First + int64(i)
		violations, err := h.judge.ValidateText(h.source.whole.Bytes(i))
		if err != nil {
			h.verdict.add(wire.RecordFault{Row: row, Message: err.Error()}, false)
		}
		for _, f := range violations {
			h.verdict.add(wire.RecordFault{Row: row, Instance: f.Instance, Keyword: f.Keyword, Message: f.Message}, false)
		}
	}
}

func (h *hearing) Compliance() wire.Compliance { return h.verdict.compliance() }
