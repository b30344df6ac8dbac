package engine

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/groflex/groflex/engine/augment"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/sample"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

const (
	defaultCount = 250
	maxCount     = 1_000_000_000_000
	maxSeed      = 1<<53 - 1 // what JavaScript's numbers hold exactly
	defaultAsOf  = "2026-01-01"
)

// order is a request that can be carried out: names resolved, defaults filled
// in.
type order struct {
	wire.Request
	domain   *schema.Domain // nil: a schema of the user's own, or a sample
	entity   *schema.Entity // nil: with a sample
	sample   *sample.Sample // nil: without
	settings plan.Settings
	count    int64 // new rows
	levels   []augment.Level
	added    []schema.Property // columns that neither the schema nor the sample has
}

// order checks a request and tells all its faults at once. Another error is
// that of step, which follows the reading of a sample.
func (e *Engine) order(req wire.Request, step wire.Step) (*order, error) {
	o := &order{Request: req}
	var faults wire.Faults
	if o.Mode == "" {
		o.Mode = wire.NeuralMatrix
		if o.Sample != nil || o.Model != nil {
			o.Mode = wire.MimicBuffer
		}
	}
	if o.Format == "" {
		o.Format = "json"
	}
	if o.Seed > maxSeed {
		faults.Add("/seed", "must be at most %d", uint64(maxSeed))
	}
	o.settings.Seed = o.Seed
	if o.AsOf == "" {
		o.AsOf = defaultAsOf
	}
	var err error
	if o.settings.AsOf, err = parseAsOf(o.AsOf); err != nil {
		faults = append(faults, err.(wire.Faults)...)
	}
	switch o.Mode {
	case wire.NeuralMatrix:
		e.orderSchema(o, &faults)
	case wire.MimicBuffer, wire.AugmentedSet:
		if err := o.orderSample(step, &faults); err != nil {
			return nil, err
		}
	default:
		faults = append(faults, wire.Fault{Kind: wire.Invalid, Pointer: "/mode", Message: fmt.Sprintf("unknown mode %q", o.Mode),
			Remedy: "one of NEURAL_MATRIX, MIMIC_BUFFER, AUGMENTED_SET"})
	}
	rows := o.Rows
	e.amount(o, &faults)
	o.formed(rows != nil, &faults)
	o.orderAdditions(&faults)
	return o, faults.Err()
}

// parseAsOf reads the date that counts as today, in days since 1970-01-01.
func parseAsOf(text string) (int64, error) {
	if text == "" {
		text = defaultAsOf
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, wire.Faults{{Kind: wire.Invalid, Pointer: "/as_of", Message: fmt.Sprintf("%q is not a date", text), Remedy: "such as " + defaultAsOf}}
	}
	return t.Unix() / 86_400, nil
}

// orderSchema finds the table to make from scratch.
func (e *Engine) orderSchema(o *order, faults *wire.Faults) {
	for _, unheeded := range []struct {
		name  string
		given bool
	}{{"sample", o.Sample != nil}, {"model", o.Model != nil}, {"where", len(o.Where) > 0}, {"free", len(o.Free) > 0}, {"take", len(o.Take) > 0}} {
		if unheeded.given {
			faults.Add("/"+unheeded.name, "NEURAL_MATRIX takes no %s: use MIMIC_BUFFER or AUGMENTED_SET", unheeded.name)
		}
	}
	if o.Domain != "" || o.Schema == nil {
		if o.domain = e.catalog.Domain(o.Domain); o.domain == nil {
			*faults = append(*faults, e.unknownDomain("/domain", o.Domain))
			return
		}
		values, err := o.domain.Resolve(o.Profile, o.Params)
		if err != nil {
			*faults = append(*faults, err.(wire.Faults)...)
		} else if o.Profile == "" {
			o.Profile = o.domain.Profiles[0].Name
		}
		o.settings.Params = values
	} else if o.Profile != "" || len(o.Params) > 0 {
		faults.Add("/profile", "profiles and parameters belong to a domain, and none is named")
	}
	if o.Schema != nil {
		entity, err := own(o.Schema, o.Entity)
		if err != nil {
			*faults = append(*faults, err.(wire.Faults)...)
		}
		o.entity = entity
		return
	}
	if o.entity = o.domain.Entity(o.Entity); o.entity == nil {
		*faults = append(*faults, unknownEntity(o.domain, o.Entity))
	}
}

func (e *Engine) unknownDomain(pointer, name string) wire.Fault {
	names := make([]string, len(e.catalog.Domains))
	for i, d := range e.catalog.Domains {
		names[i] = d.Name
	}
	return wire.Fault{Kind: wire.Unknown, Pointer: pointer, Message: fmt.Sprintf("there is no domain %q", name),
		Remedy: "one of " + strings.Join(names, ", ")}
}

func unknownEntity(d *schema.Domain, name string) wire.Fault {
	names := make([]string, len(d.Entities))
	for i, e := range d.Entities {
		names[i] = e.Name
	}
	if name == AllTables {
		return wire.Fault{Kind: wire.Invalid, Pointer: "/entity", Message: "all tables together are not one table",
			Remedy: "one of " + strings.Join(names, ", ")}
	}
	return wire.Fault{Kind: wire.Unknown, Pointer: "/entity", Message: fmt.Sprintf("domain %q has no table %q", d.Name, name),
		Remedy: "one of " + strings.Join(names, ", ")}
}

// orderSample reads the sample to learn from. Its error is that of step.
func (o *order) orderSample(step wire.Step, faults *wire.Faults) error {
	switch {
	case o.Sample == nil && o.Model == nil:
		faults.Add("/sample", "%s needs a sample", o.Mode)
		return nil
	case o.Sample == nil && o.Mode == wire.AugmentedSet:
		faults.Add("/sample", "AUGMENTED_SET returns the sample's rows, so it needs the sample, not just a model of it")
		return nil
	case o.Sample == nil:
		return nil
	}
	told(o.Take, faults)
	s, err := sample.ReadAs(*o.Sample, o.Take, step)
	if bad, ok := err.(wire.Faults); ok {
		*faults = append(*faults, bad...)
		return nil
	} else if err != nil {
		return err
	}
	untied(o.Free, s, faults)
	if s != nil && s.Table.Rows == 0 {
		faults.Add("/sample/data", "the sample has no rows to learn from")
	}
	o.sample = s
	return nil
}

// amount settles how many rows there are.
func (e *Engine) amount(o *order, faults *wire.Faults) {
	o.count = defaultCount
	if o.sample != nil {
		o.count = int64(o.sample.Table.Rows)
	}
	e.link(o, faults)
	if o.Count != nil {
		o.count = *o.Count
	}
	if o.count < 0 || o.count > maxCount {
		faults.Add("/count", "must be between 0 and %d", int64(maxCount))
		return
	}
	total := o.total()
	if o.Rows == nil {
		o.Rows = &wire.Range{To: total}
	}
	r := *o.Rows
	r.To = min(r.To, total)
	if r.From < 0 || r.From > r.To {
		faults.Add("/rows", "from must be at least 0 and at most to, here both at most %d", total)
	}
	o.Rows = &r
}

// total is how many rows the whole output has.
func (o *order) total() int64 {
	if o.Mode == wire.AugmentedSet && o.sample != nil {
		return o.count + int64(o.sample.Table.Rows)
	}
	return o.count
}

// tooMany refuses more rows than may be made at once.
func tooMany(req wire.Request, rows, most int64) wire.Fault {
	pointer := "/count"
	switch {
	case req.Rows != nil:
		pointer = "/rows"
	case req.Roots > 0:
		pointer = "/roots"
	}
	return wire.Fault{Kind: wire.TooLarge, Pointer: pointer, Message: fmt.Sprintf("these are %d rows, and here at most %d are made at once", rows, most),
		Remedy: "ask for slices of them with rows"}
}

// glimpse is the slice that a preview shows.
func (o *order) glimpse() *wire.Range {
	from := max(0, o.total()-o.count-previewOwn)
	return &wire.Range{From: from, To: min(from+previewRows, o.total())}
}

// schemaOf is the JSON Schema of a row of the output.
func (o *order) schemaOf() json.RawMessage {
	switch {
	case o.entity != nil:
		return schema.Extend(o.entity.Raw, o.added)
	case o.sample != nil:
		return schema.Extend(o.sample.Schema(), o.added)
	}
	return json.RawMessage("true")
}

// described is the table with the schema of its rows.
func (o *order) described() *schema.Entity {
	if o.entity == nil || len(o.added) > 0 {
		return &schema.Entity{Raw: o.schemaOf()}
	}
	return o.entity
}
