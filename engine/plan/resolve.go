package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// Resolve plans entity; domain holds the tables that it may refer to and is
// nil for a schema of the user's own. The error is wire.Faults with pointers
// into the entity's document, prefixed by the name of another table where the
// fault is there.
func Resolve(domain *schema.Domain, entity *schema.Entity, s Settings) (*Plan, error) {
	r := &resolver{domain: domain, plan: &Plan{Settings: s}, tables: map[string]*Table{}, state: map[*Cell]state{}}
	r.target = entity
	t := r.add(entity)
	r.plan.Target = t
	for i := range entity.Columns {
		r.need(t.Cells[i])
	}
	for i, rule := range entity.Rules {
		at := fmt.Sprintf("/%s/rules/%d/expr", schema.Extension, i)
		if e := r.parse(t, rule.Expr, at); e != nil {
			r.plan.Rules = append(r.plan.Rules, Rule{rule, at, e})
		}
	}
	return r.plan, r.faults.Err()
}

type state uint8

const (
	untouched state = iota
	resolving
	done
)

type resolver struct {
	domain *schema.Domain
	target *schema.Entity
	plan   *Plan
	tables map[string]*Table
	state  map[*Cell]state
	faults wire.Faults
}

// fault names a place in t's document.
func (r *resolver) fault(t *Table, pointer, format string, args ...any) {
	r.faults.Add(r.pointer(t, pointer), format, args...)
}

// pointer names a place in t's document from outside of it.
func (r *resolver) pointer(t *Table, pointer string) string {
	if t.Entity != r.target {
		return t.Entity.Name + "#" + pointer
	}
	return pointer
}

// add makes a table take part, with its parents.
func (r *resolver) add(e *schema.Entity) *Table {
	if t, ok := r.tables[e.Name]; ok {
		return t
	}
	t := &Table{Entity: e, Root: r.domain != nil && e.Name == r.domain.Root}
	r.tables[e.Name] = t
	r.plan.Tables = append(r.plan.Tables, t)
	for _, list := range [][]schema.Column{e.Columns, e.Vars} {
		for i := range list {
			c := &Cell{Table: t, Index: len(t.Cells), Column: &list[i], Field: list[i].Field}
			c.choose()
			t.Cells = append(t.Cells, c)
		}
	}
	at := "/" + schema.Extension
	if e.Pool != nil {
		if t.Pool = r.value(t, *e.Pool, at+"/rows"); t.Pool != nil && !t.Pool.Constant() {
			r.fault(t, at+"/rows", "the number of rows can depend on parameters only")
		}
	}
	if e.Parent != nil {
		if parent := r.entity(e.Parent.Entity); parent == nil {
			r.fault(t, at+"/parent/entity", "there is no table %q in the domain", e.Parent.Entity)
		} else {
			t.Parent = r.add(parent)
			t.Fanout = r.params(t, &e.Parent.Fanout.Dist, at+"/parent/fanout/dist")
		}
	}
	for a := t.Parent; a != nil; a = a.Parent {
		if a == t {
			r.fault(t, at+"/parent/entity", "the table is its own ancestor")
			t.Parent = nil
		}
	}
	return t
}

func (r *resolver) entity(name string) *schema.Entity {
	if r.domain == nil {
		return nil
	}
	return r.domain.Entity(name)
}

// need resolves a cell's expressions, once, and those of all cells it reads.
func (r *resolver) need(c *Cell) {
	switch r.state[c] {
	case done:
		return
	case resolving:
		r.fault(c.Table, c.pointer(), "is computed from itself")
		return
	}
	r.state[c] = resolving
	c.Needed = true
	switch {
	case c.Row != nil:
		c.Row.Params = r.params(c.Table, c.Row.Pick, c.pointer()+"/pick")
		if at := c.Column.Fill.Ref.At; at != "" {
			c.Row.At = r.parse(c.Table, at, c.pointer()+"/at")
		}
	case c.Fill != nil:
		r.fill(c, c.Fill)
	}
	r.state[c] = done
}

func (c *Cell) pointer() string { return c.Column.Pointer + "/" + schema.Extension }

func (r *resolver) fill(c *Cell, f *schema.Fill) {
	t, at := c.Table, c.pointer()
	optional := func(v *schema.Value, key string) *Expr {
		if v == nil {
			return nil
		}
		return r.value(t, *v, at+key)
	}
	c.Chance, c.Null = optional(f.Chance, "/chance"), optional(f.Null, "/null")
	c.Min, c.Max = optional(f.Min, "/min"), optional(f.Max, "/max")
	if f.Formula != "" {
		c.Formula = r.parse(t, f.Formula, at+"/formula")
	}
	c.Params = r.params(t, f.Dist, at+"/dist")
	c.Weights = r.weights(t, f.Choice, at+"/choice")
	if f.Cases != nil {
		c.Cases = map[string][]*Expr{}
		for _, level := range slices.Sorted(maps.Keys(f.Cases)) {
			c.Cases[level] = r.weights(t, f.Cases[level], at+"/cases"+wire.Token(level))
		}
		c.By = r.name(t, f.By, at+"/by")
	}
	if f.With != nil {
		c.With = map[string]*Input{}
		for _, input := range slices.Sorted(maps.Keys(f.With)) {
			c.With[input] = r.name(t, f.With[input], at+"/with"+wire.Token(input))
		}
	}
	if f.Time != nil {
		c.From, c.To = r.parse(t, f.Time.From, at+"/time/from"), r.parse(t, f.Time.To, at+"/time/to")
	}
	if f.Ref != nil {
		r.reference(c, f.Ref)
	}
}

func (r *resolver) params(t *Table, d *schema.Dist, at string) map[string]*Expr {
	if d == nil {
		return nil
	}
	out := map[string]*Expr{}
	for _, name := range slices.Sorted(maps.Keys(d.Params)) {
		out[name] = r.value(t, d.Params[name], at+wire.Token(d.Name)+wire.Token(name))
	}
	return out
}

func (r *resolver) weights(t *Table, options []schema.Option, at string) []*Expr {
	var out []*Expr
	for _, o := range options {
		out = append(out, r.value(t, o.Weight, at+wire.Token(o.Value)))
	}
	return out
}

func (r *resolver) value(t *Table, v schema.Value, at string) *Expr {
	if v.Expr == "" {
		return &Expr{Number: v.Number}
	}
	return r.parse(t, v.Expr, at)
}

// parse reads a formula and finds the origin of its names; nil on faults.
func (r *resolver) parse(t *Table, src, at string) *Expr {
	f, err := formula.Parse(src)
	if err != nil {
		if faults, ok := err.(wire.Faults); ok {
			r.faults = append(r.faults, faults.Under(r.pointer(t, at))...)
		} else {
			r.fault(t, at, "%v", err)
		}
		return nil
	}
	e := &Expr{Formula: f, Pointer: r.pointer(t, at)}
	for i, ref := range f.Refs() {
		before := len(r.faults)
		in := r.origin(t, ref, at)
		if in == nil {
			for k := before; k < len(r.faults); k++ {
				if fault := &r.faults[k]; fault.Pointer == e.Pointer && fault.Line == 0 {
					fault.Line, fault.Column = f.Place(i)
				}
			}
			return nil
		}
		e.Inputs = append(e.Inputs, *in)
	}
	return e
}

// name finds the origin of a bare column name or scope.column.
func (r *resolver) name(t *Table, name, at string) *Input {
	ref := formula.Ref{Name: name}
	if scope, column, ok := strings.Cut(name, "."); ok {
		ref = formula.Ref{Scope: scope, Name: column}
	}
	return r.origin(t, ref, at)
}

// origin finds what a name stands for in table t, and makes it needed.
func (r *resolver) origin(t *Table, ref formula.Ref, at string) *Input {
	switch {
	case ref.Fn != "":
		return r.aggregate(t, ref, at)
	case ref.Scope == "" && ref.Name == "as_of":
		return &Input{Number: float64(r.plan.AsOf), Field: column.Field{Kind: column.Date}}
	case ref.Scope == "":
		if c := t.cell(ref.Name); c != nil {
			r.need(c)
			return &Input{Cell: c, Field: c.Field}
		}
		if value, ok := r.plan.Params[ref.Name]; ok {
			return &Input{Number: value, Field: column.Field{Kind: column.Float}}
		}
		r.fault(t, at, "there is no column or parameter %q", ref.Name)
		return nil
	}
	path, end := r.path(t, ref.Scope)
	if end == nil {
		r.fault(t, at, "%q is neither a table above this one nor one that it refers to", ref.Scope)
		return nil
	}
	c := end.cell(ref.Name)
	if c == nil {
		r.fault(t, at, "table %q has no column %q", end.Entity.Name, ref.Name)
		return nil
	}
	r.need(c)
	return &Input{Cell: c, Field: c.Field, Path: path}
}

// path leads from a row of t to the row that a scope names: an ancestor, by
// "parent" or its table's name, or the target of a foreign key, by its
// table's name or the key column's name without "_id".
func (r *resolver) path(t *Table, scope string) ([]Step, *Table) {
	var up []Step
	for a := t.Parent; a != nil; a = a.Parent {
		up = append(up, Step{})
		if scope == "parent" || scope == a.Entity.Name {
			return up, a
		}
	}
	for _, c := range t.Cells {
		if c.Fill == nil || c.Fill.Ref == nil {
			continue
		}
		if ref := c.Fill.Ref; scope == ref.Entity || scope == strings.TrimSuffix(c.Field.Name, "_id") {
			r.need(c)
			if c.Key == nil || c.Key.Fn != "" {
				return nil, nil
			}
			return c.Key.Path, c.Key.Cell.Table
		}
	}
	return nil, nil
}

func (r *resolver) aggregate(t *Table, ref formula.Ref, at string) *Input {
	e := r.entity(ref.Scope)
	if e == nil || e.Parent == nil || e.Parent.Entity != t.Entity.Name {
		r.fault(t, at, "%q is not a table whose rows have this one's as parents", ref.Scope)
		return nil
	}
	child := r.add(e)
	in := &Input{Fn: ref.Fn, Child: child, Field: column.Field{Kind: column.Int}}
	if ref.Name == "" {
		return in
	}
	if in.Cell = child.cell(ref.Name); in.Cell == nil {
		r.fault(t, at, "table %q has no column %q", ref.Scope, ref.Name)
		return nil
	}
	r.need(in.Cell)
	in.Field = aggregateField(ref.Fn, in.Cell.Field)
	return in
}

// aggregateField is what Fn over cells of a field gives.
func aggregateField(fn string, f column.Field) column.Field {
	switch fn {
	case "count":
		return column.Field{Kind: column.Int}
	case "avg":
		return column.Field{Kind: column.Float}
	case "any", "all":
		return column.Field{Kind: column.Bool}
	}
	return f
}

func (t *Table) cell(name string) *Cell {
	for _, c := range t.Cells {
		if c.Field.Name == name {
			return c
		}
	}
	return nil
}

// reference finds the key that a foreign key repeats, and the way to its row.
func (r *resolver) reference(c *Cell, ref *schema.Ref) {
	t, at := c.Table, c.pointer()+"/ref"
	e := r.entity(ref.Entity)
	if e == nil {
		r.fault(t, at, "there is no table %q in the domain", ref.Entity)
		return
	}
	target := r.add(e)
	key := target.cell(ref.Column)
	if key == nil {
		r.fault(t, at, "table %q has no column %q", ref.Entity, ref.Column)
		return
	}
	r.need(key)
	c.Key = &Input{Cell: key, Field: key.Field}
	c.Field.Kind, c.Field.Scale, c.Field.Places = key.Field.Kind, key.Field.Scale, key.Field.Places
	if ref.Pick == nil && target.Parent == t { // the last of this row's own children
		c.Key.Fn, c.Key.Child = "last", target
		return
	}
	if ref.Pick == nil {
		var up []Step
		for a := t.Parent; a != nil; a = a.Parent {
			up = append(up, Step{})
			if a == target {
				c.Key.Path = up
				return
			}
		}
	}
	row := &Cell{Table: t, Index: len(t.Cells), Column: c.Column, Field: column.Field{Name: c.Field.Name + "#row", Kind: column.Int}}
	row.Row = &Row{Target: target, Pick: ref.Pick}
	for a, levels := t.Parent, 1; a != nil; a, levels = a.Parent, levels+1 {
		switch {
		case a == target:
			row.Row.Levels = levels
		case a == target.Parent && ref.Pick == nil:
			row.Row.Sibling, row.Row.Levels = true, levels
		}
	}
	if ref.At != "" && !row.Row.Sibling {
		r.fault(t, c.pointer()+"/at", "the rows of %q have another parent than this table's", ref.Entity)
		return
	}
	t.Cells = append(t.Cells, row)
	r.need(row)
	c.Key.Path = []Step{{Row: row}}
}
