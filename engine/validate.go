package engine

import (
	"cmp"
	"slices"

	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// listedFaults bounds the list of an answer: some 200 bytes each in memory, and
// as many again on their way to a page.
const listedFaults = 1_000_000

// Validate holds records against a schema and, where that is a flat table,
// its rules.
func (e *Engine) Validate(req wire.ValidateRequest) (wire.ValidateAnswer, error) {
	entity, params, err := e.wanted(req)
	if err != nil {
		return wire.ValidateAnswer{}, err
	}
	asOf, err := parseAsOf(req.AsOf)
	if err != nil {
		return wire.ValidateAnswer{}, err
	}
	j, err := e.judge(entity, req.Refs)
	if err != nil {
		return wire.ValidateAnswer{}, pointed(err, "/schema")
	}
	records, err := readRecords(req, entity)
	if err != nil {
		return wire.ValidateAnswer{}, err
	}
	dropLabels(records, entity, req.FaultColumn)
	v := &verdict{rows: int64(len(records)), room: listedFaults}
	for i, r := range records {
		for _, fault := range j.Validate(r.value) {
			v.add(wire.RecordFault{Row: int64(i), Line: r.line, Instance: fault.Instance, Keyword: fault.Keyword, Message: fault.Message})
		}
	}
	rules, err := v.applyRules(entity, params, asOf, records)
	if err != nil {
		return wire.ValidateAnswer{}, err
	}
	slices.SortStableFunc(v.listed, func(a, b wire.RecordFault) int { return cmp.Compare(a.Row, b.Row) })
	return wire.ValidateAnswer{
		Valid: len(v.bad) == 0, Rows: v.rows, Invalid: int64(len(v.bad)), Faults: v.listed,
		Quality: wire.Quality{Rows: v.rows, Compliance: v.compliance(), Rules: rules},
	}, nil
}

// wanted is the table that records are held against, with the parameters that
// its rules may name: those of the domain, if one is named.
func (e *Engine) wanted(req wire.ValidateRequest) (*schema.Entity, map[string]float64, error) {
	var entity *schema.Entity
	var err error
	if req.Schema != nil {
		if entity, err = own(req.Schema, req.Entity); err != nil || req.Domain == "" {
			return entity, nil, err
		}
	}
	d := e.catalog.Domain(req.Domain)
	if d == nil {
		return nil, nil, wire.Faults{e.unknownDomain("/domain", req.Domain)}
	}
	if entity == nil {
		if entity = d.Entity(req.Entity); entity == nil {
			return nil, nil, wire.Faults{unknownEntity(d, req.Entity)}
		}
	}
	params, err := d.Resolve(req.Profile, nil)
	return entity, params, err
}

// dropLabels leaves out the column that tells what faulty rows break, where it
// is none of the schema's own.
func dropLabels(records []record, e *schema.Entity, labels string) {
	if labels == "" || slices.Contains(schema.PropertyNames(e.Raw), labels) {
		return
	}
	for _, r := range records {
		if object, ok := r.value.(map[string]any); ok {
			delete(object, labels)
		}
	}
}
