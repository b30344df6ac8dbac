package engine

import (
	"fmt"
	"slices"

	"github.com/groflex/groflex/engine/augment"
	"github.com/groflex/groflex/engine/encode"
	"github.com/groflex/groflex/engine/report"
	"github.com/groflex/groflex/engine/rule"
	"github.com/groflex/groflex/engine/wire"
)

// Turn has Next go on with another slice of the request's rows, which must lie
// after those made so far. The report is then on all of them.
func (r *Run) Turn(rows wire.Range) error {
	rows.To = min(rows.To, r.order.total())
	switch {
	case !slices.Contains(encode.Formats(), r.order.Format):
		return wire.Faults{r.order.unsliced()}
	case rows.From < r.at || rows.From > rows.To:
		return wire.Faults{{Kind: wire.Invalid, Pointer: "/rows", Message: fmt.Sprintf("a run goes on with rows from %d, not from %d", r.at, rows.From)}}
	}
	r.order.Rows, r.at = &rows, rows.From
	return nil
}

// Part is the report on the rows that Next has made, for Merge. Only tables
// made from a schema come in parts: what a sample is compared with are rows,
// and of its model every part would need its own.
func (r *Run) Part() (wire.Part, error) {
	p := wire.Part{Rows: r.made, Bytes: r.bytes}
	q := r.quality
	if q == nil {
		return p, nil
	}
	var err error
	p.Sketch, err = q.sketch.MarshalBinary()
	p.Compliance, p.Rules, p.Faulty = q.checker.Compliance(), q.rules(), r.faulty()
	return p, err
}

// Merge joins the parts of a request's rows, in any order, to the answer that
// one run over all of them would have given, but for the hash of the bytes.
func (e *Engine) Merge(req wire.Request, parts []wire.Part) (wire.Answer, error) {
	o, err := e.order(req, nil)
	if err != nil {
		return wire.Answer{}, err
	}
	r := &Run{order: o, idle: &e.idle}
	if r.base, r.source, err = e.sources(r); err != nil { // adds the columns that the schema names
		return wire.Answer{}, err
	}
	defer r.Close()
	if o.Faulty > 0 {
		if _, err := e.breaker(r); err != nil {
			return wire.Answer{}, err
		}
	}
	answer := o.answer()
	var all *report.Sketch
	for i, p := range parts {
		answer.Meta.Count += p.Rows
		answer.Meta.Bytes += p.Bytes
		if p.Sketch == nil {
			continue
		}
		sketch := &report.Sketch{}
		if err := sketch.UnmarshalBinary(p.Sketch); err != nil {
			return wire.Answer{}, err
		}
		q := &answer.Quality
		q.Faulty = augment.MergeFaulty(q.Faulty, p.Faulty)
		if all == nil {
			all, q.Compliance, q.Rules = sketch, p.Compliance, p.Rules
			continue
		}
		if err := all.Merge(sketch); err != nil {
			return wire.Answer{}, err
		}
		q.Compliance = report.MergeCompliance(q.Compliance, parts[i].Compliance)
		for k := range q.Rules {
			rule.Add(&q.Rules[k], p.Rules[k])
		}
	}
	if all != nil {
		answer.Quality.Rows, answer.Quality.Columns = all.Rows(), all.Columns()
	}
	return answer, nil
}
