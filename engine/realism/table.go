package main

import (
	"math"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/gen"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// values are the cells of one column that are not null: numbers, 0 and 1 for
// booleans, or texts.
type values struct {
	kind    column.Kind
	numbers []float64
	texts   []string
	rows    []int // of each value
}

func (v *values) add(cells *column.Vector, n, first int) {
	v.kind = cells.Kind
	for i := range n {
		if cells.Null(i) {
			continue
		}
		v.rows = append(v.rows, first+i)
		switch cells.Kind {
		case column.Text, column.JSON:
			v.texts = append(v.texts, string(cells.Bytes(i)))
		case column.Float:
			v.numbers = append(v.numbers, cells.Floats[i])
		default:
			v.numbers = append(v.numbers, float64(cells.Ints[i])/math.Pow10(int(cells.Scale)))
		}
	}
}

// made is what was measured of one table.
type made struct {
	rows    int
	rules   []wire.Rule
	columns map[string]*values // those that were asked for
}

// table makes the first rows of a table of a linked set, at most bound, with
// more columns beside its own, and keeps the wanted ones.
func table(d *schema.Domain, e *schema.Entity, s plan.Settings, bound int64, more []schema.Column, wanted func(c *schema.Column) bool) (*made, error) {
	wider := *e
	wider.Columns = append(append([]schema.Column{}, e.Columns...), more...)
	p, err := plan.Resolve(d, &wider, s)
	if err != nil {
		return nil, err
	}
	source, err := gen.New(p, nil)
	if err != nil {
		return nil, err
	}
	m := &made{columns: map[string]*values{}}
	rows := min(source.Rows(), bound)
	var block column.Table
	for at := int64(0); at < rows; at += int64(block.Rows) {
		if err := source.Block(&block, at, rows); err != nil {
			return nil, err
		}
		source.Check()
		for i := range wider.Columns {
			c := &wider.Columns[i]
			if !wanted(c) {
				continue
			}
			if m.columns[c.Field.Name] == nil {
				m.columns[c.Field.Name] = &values{}
			}
			m.columns[c.Field.Name].add(&block.Cols[i], block.Rows, int(at))
		}
	}
	m.rows, m.rules = int(rows), source.Rules()
	return m, nil
}

// dangling counts the foreign keys of a whole linked set, and those among
// them that no row has. Of each table only its keys are made.
func dangling(d *schema.Domain, s plan.Settings) (keys, missing int, err error) {
	known := map[string]map[string]bool{}
	var refs []struct {
		to    string
		cells *values
	}
	for _, e := range d.Entities {
		if e.Nested {
			continue
		}
		slim := *e
		slim.Columns, slim.Rules = nil, nil
		for _, c := range e.Columns {
			if c.Field.Name == e.Key || c.Fill != nil && c.Fill.Ref != nil {
				slim.Columns = append(slim.Columns, c)
			} else {
				slim.Vars = append(slim.Vars[:len(slim.Vars):len(slim.Vars)], c)
			}
		}
		m, err := table(d, &slim, s, math.MaxInt64, nil, func(*schema.Column) bool { return true })
		if err != nil {
			return 0, 0, err
		}
		for _, c := range slim.Columns {
			cells := m.columns[c.Field.Name]
			if cells == nil {
				continue
			}
			if c.Field.Name == e.Key {
				own := map[string]bool{}
				for _, key := range cells.names() {
					own[key] = true
				}
				known[e.Name+"."+e.Key] = own
			}
			if c.Fill != nil && c.Fill.Ref != nil {
				refs = append(refs, struct {
					to    string
					cells *values
				}{c.Fill.Ref.Entity + "." + c.Fill.Ref.Column, cells})
			}
		}
	}
	for _, ref := range refs {
		if known[ref.to] == nil {
			continue // not a key
		}
		for _, key := range ref.cells.names() {
			keys++
			if !known[ref.to][key] {
				missing++
			}
		}
	}
	return keys, missing, nil
}

// names are the values as texts.
func (v *values) names() []string {
	if v.kind == column.Text {
		return v.texts
	}
	all := make([]string, len(v.numbers))
	for i, x := range v.numbers {
		all[i] = strings.TrimSuffix(formatted(x), ".0")
	}
	return all
}
