package engine

import (
	"fmt"

	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
)

// shownFaults is how many faults Validate lists; it counts them all.
const shownFaults = 1000

// Validate holds records against a schema and, where that is a flat table,
// its rules.
func (e *Engine) Validate(req wire.ValidateRequest) (wire.ValidateAnswer, error) {
	entity, params, err := e.wanted(req)
	if err != nil {
		return wire.ValidateAnswer{}, err
	}
	j, err := judge.New(entity.Raw, nil)
	if err != nil {
		return wire.ValidateAnswer{}, pointed(err, "/schema")
	}
	records, err := readRecords(req, entity)
	if err != nil {
		return wire.ValidateAnswer{}, err
	}
	v := &verdict{records: records, answer: wire.ValidateAnswer{Rows: int64(len(records)), Faults: []wire.RecordFault{}}}
	for i := range records {
		for _, fault := range j.Validate(records[i].value) {
			v.add(i, wire.RecordFault{Instance: fault.Instance, Keyword: fault.Keyword, Message: fault.Message})
		}
	}
	if err := v.applyRules(entity, params); err != nil {
		return wire.ValidateAnswer{}, err
	}
	return v.done(), nil
}

// wanted is the table that records are held against.
func (e *Engine) wanted(req wire.ValidateRequest) (*schema.Entity, map[string]float64, error) {
	if req.Schema == nil {
		d := e.catalog.Domain(req.Domain)
		if d == nil {
			return nil, nil, wire.Faults{e.unknownDomain("/domain", req.Domain)}
		}
		entity := d.Entity(req.Entity)
		if entity == nil {
			return nil, nil, wire.Faults{unknownEntity(d, req.Entity)}
		}
		params, err := d.Resolve(req.Profile, nil)
		return entity, params, err
	}
	entity, err := schema.Parse("rows", req.Schema)
	return entity, nil, pointed(err, "/schema")
}

// pointed moves faults below a part of the request; any other error stays.
func pointed(err error, pointer string) error {
	if faults, ok := err.(wire.Faults); ok {
		return faults.Under(pointer)
	}
	return err
}

// verdict gathers what is wrong with records.
type verdict struct {
	records []record
	answer  wire.ValidateAnswer
	counts  []wire.FaultCount
	known   map[string]int // place in counts
	bad     map[int]bool
}

func (v *verdict) add(row int, f wire.RecordFault) {
	f.Row, f.Line = int64(row), v.records[row].line
	if len(v.answer.Faults) < shownFaults {
		v.answer.Faults = append(v.answer.Faults, f)
	}
	if v.bad == nil {
		v.bad, v.known = map[int]bool{}, map[string]int{}
	}
	v.bad[row] = true
	key := fmt.Sprintf("%s\x00%s\x00%s", f.Instance, f.Keyword, f.Rule)
	at, ok := v.known[key]
	if !ok {
		at = len(v.counts)
		v.known[key] = at
		v.counts = append(v.counts, wire.FaultCount{Instance: f.Instance, Keyword: f.Keyword, Message: f.Message, FirstRow: f.Row})
	}
	v.counts[at].Count++
}

func (v *verdict) done() wire.ValidateAnswer {
	a := &v.answer
	a.Invalid = int64(len(v.bad))
	a.Valid = a.Invalid == 0
	a.Quality.Rows = a.Rows
	a.Quality.Compliance = wire.Compliance{Checked: a.Rows, Valid: a.Rows - a.Invalid, Share: 1, Faults: v.counts}
	if a.Rows > 0 {
		a.Quality.Compliance.Share = float64(a.Rows-a.Invalid) / float64(a.Rows)
	}
	return v.answer
}
