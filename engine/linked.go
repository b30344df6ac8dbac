package engine

import (
	"fmt"
	"slices"

	"github.com/groflex/groflex/engine/encode"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// AllTables is the entity that stands for every table of a domain.
const AllTables = "all"

// Linked splits a request for all tables of a domain into one request a
// table, every table after those that its foreign keys refer to. req.Count is
// the rows of the domain's root table, from which those of the others follow.
// The requests are ordinary ones: each can be sliced, dealt out and repeated
// by itself, and the keys of one table are found in the others. Joined in this
// order, the sql of all of them is one script. The error is wire.Faults.
func (e *Engine) Linked(req wire.Request) ([]wire.Request, error) {
	root, err := e.linkedRoot(req)
	if err != nil {
		return nil, err
	}
	req.Roots, req.Count, req.Format = root.count, nil, root.Format
	if req.Format == "sql" && req.Dialect == "" {
		req.Dialect = encode.Portable
	}
	var all []wire.Request
	for _, entity := range inOrder(root.domain) {
		one := req
		one.Entity = entity.Name
		o, err := e.order(one, nil)
		if err != nil {
			return nil, err
		}
		one.Count = &o.count
		all = append(all, one)
	}
	return all, nil
}

// linkedRoot checks a request for all tables as one for the root table.
func (e *Engine) linkedRoot(req wire.Request) (*order, error) {
	var faults wire.Faults
	if req.Mode != "" && req.Mode != wire.NeuralMatrix || req.Sample != nil || req.Model != nil || req.Schema != nil {
		faults.Add("/entity", "all tables are those of a domain: without a schema, a sample or a model of one's own")
	}
	if req.Rows != nil {
		faults = append(faults, wire.Fault{Kind: wire.Invalid, Pointer: "/rows", Message: "each table has rows of its own",
			Remedy: "name one table, with roots for the rows of the root table"})
	}
	if req.Count != nil && *req.Count == 0 {
		faults.Add("/count", "linked tables have at least one row at their root")
	}
	d := e.catalog.Domain(req.Domain)
	if d == nil {
		return nil, append(faults, e.unknownDomain("/domain", req.Domain))
	}
	req.Mode, req.Sample, req.Model, req.Schema, req.Rows = wire.NeuralMatrix, nil, nil, nil, nil
	req.Entity, req.Roots = d.Root, 0
	o, err := e.order(req, nil)
	if wrong, ok := err.(wire.Faults); ok {
		faults = append(faults, wrong...)
	}
	return o, faults.Err()
}

// inOrder is a domain's tables, each after those it refers to, as far as they
// do not refer to each other in a circle, and else in the domain's order.
func inOrder(d *schema.Domain) []*schema.Entity {
	var sorted []*schema.Entity
	seen := map[*schema.Entity]bool{}
	var visit func(e *schema.Entity)
	visit = func(e *schema.Entity) {
		if seen[e] {
			return
		}
		seen[e] = true
		for _, key := range keysTo(d, e) {
			visit(d.Entity(key.Table))
		}
		sorted = append(sorted, e)
	}
	for _, e := range d.Entities {
		visit(e)
	}
	return sorted
}

// keysTo is e's foreign keys: its columns that repeat the primary key of a
// table.
func keysTo(d *schema.Domain, e *schema.Entity) []encode.ForeignKey {
	var keys []encode.ForeignKey
	for i := range e.Columns {
		c := &e.Columns[i]
		if c.Fill == nil || c.Fill.Ref == nil {
			continue
		}
		ref := c.Fill.Ref
		if target := d.Entity(ref.Entity); target != nil && target.Key == ref.Column {
			keys = append(keys, encode.ForeignKey{Columns: []string{c.Field.Name}, Table: ref.Entity, References: []string{ref.Column},
				Deferred: ref.Entity == e.Name})
		}
	}
	return keys
}

// foreignKeys is what a table's SQL declares: keys into tables that stand
// before it in the script, and into itself. Of two tables that refer to each
// other, one cannot declare it.
func (o *order) foreignKeys() []encode.ForeignKey {
	if o.Roots == 0 || o.domain == nil || o.Schema != nil {
		return nil
	}
	sorted := inOrder(o.domain)
	own := slices.Index(sorted, o.entity)
	return slices.DeleteFunc(keysTo(o.domain, o.entity), func(key encode.ForeignKey) bool {
		return slices.Index(sorted, o.domain.Entity(key.Table)) > own
	})
}

// link settles how many rows a table has that is made with all others of its
// domain: what follows from the rows of the root table.
func (e *Engine) link(o *order, faults *wire.Faults) {
	switch {
	case o.Roots < 0 || o.Roots > maxCount:
		faults.Add("/roots", "must be between 0 and %d", int64(maxCount))
		return
	case o.Roots == 0 || o.entity == nil || len(*faults) > 0:
		return
	case o.domain == nil:
		faults.Add("/roots", "belong to a domain, and none is named")
		return
	case o.entity.Nested:
		return
	}
	o.settings.Roots = o.Roots
	s, err := e.flat(o)
	if wrong, ok := err.(wire.Faults); ok {
		*faults = append(*faults, wrong...)
	}
	if err != nil {
		return
	}
	o.count = s.Rows()
	e.idle.give(o, s)
	if o.Count != nil && *o.Count > o.count {
		*faults = append(*faults, wire.Fault{Kind: wire.Invalid, Pointer: "/count",
			Message: fmt.Sprintf("the table has %d rows where the root table has %d", o.count, o.Roots), Remedy: "leave count out, or roots"})
	}
}
