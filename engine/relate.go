package engine

import (
	"fmt"
	"strconv"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/relation"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// relate holds a table against the keys that its schema declares, its own and
// those of other tables, and against how many rows it has in the tables below
// it. What takes tables that are not there says which.
func (a *audit) relate(b *book) []wire.Rule {
	var all []wire.Rule
	if key := b.entity.Column(b.entity.Key); key != nil {
		all = append(all, b.unique(key))
	}
	for i := range b.entity.Columns {
		if c := &b.entity.Columns[i]; c.Fill != nil && c.Fill.Ref != nil {
			all = append(all, a.refers(b, c))
		}
	}
	if a.domain == nil {
		return all
	}
	for _, child := range a.domain.Entities {
		p := child.Parent
		if p != nil && p.Entity == b.entity.Name && parentColumn(child) >= 0 && (p.Fanout.Min > 0 || p.Fanout.Max > 0) {
			all = append(all, a.fanout(b, child))
		}
	}
	return all
}

// unique tells keys that two rows have.
func (b *book) unique(c *schema.Column) wire.Rule {
	name := c.Field.Name
	rule := wire.Rule{Name: name + " is unique", Expr: name, Checked: int64(b.table.Rows)}
	cells := b.column(name)
	b.index(name).Families(func(rows []uint32) {
		for _, row := range rows[1:] {
			b.breaks(&rule, int(row), wire.RecordFault{Instance: wire.Token(name), Keyword: "/" + schema.Extension + "/key",
				Message: fmt.Sprintf("%s is the key of line %d already", strconv.Quote(cellText(cells, int(row))), b.lines[b.inFile(int64(rows[0]))])})
		}
	})
	return rule
}

// refers tells keys that no row of the other table has.
func (a *audit) refers(b *book, c *schema.Column) wire.Rule {
	name, ref := c.Field.Name, c.Fill.Ref
	rule := wire.Rule{Name: name + " is in " + ref.Entity, Expr: name + " in " + ref.Entity + "." + ref.Column}
	rows := a.link(b, name, ref)
	if rows == nil {
		rule.Needs = []string{ref.Entity}
		return rule
	}
	rule.Checked = int64(len(rows))
	cells := b.column(name)
	for row, target := range rows {
		if target < 0 && !cells.Null(row) {
			if b.lost == nil {
				b.lost = column.NewBits(len(rows))
			}
			b.lost.Set(row)
			b.breaks(&rule, row, wire.RecordFault{Instance: wire.Token(name), Keyword: c.Pointer + "/" + schema.Extension + "/ref",
				Message: fmt.Sprintf("no row of %s has the %s %s", ref.Entity, ref.Column, strconv.Quote(cellText(cells, row)))})
		}
	}
	return rule
}

// fanout tells rows that have too few or too many rows below them.
func (a *audit) fanout(b *book, child *schema.Entity) wire.Rule {
	f := child.Parent.Fanout
	bounds := fmt.Sprintf("%v to %v", f.Min, f.Max)
	if f.Max == 0 {
		bounds = fmt.Sprintf("at least %v", f.Min)
	}
	rule := wire.Rule{Name: bounds + " rows of " + child.Name, Expr: fmt.Sprintf("count(%s)", child.Name)}
	counts := a.below(a.books[child.Name], b)
	if counts == nil {
		rule.Needs = []string{child.Name}
		return rule
	}
	rule.Checked = int64(b.table.Rows)
	for row, n := range counts {
		if size := float64(n.end - n.first); size < f.Min || f.Max > 0 && size > f.Max {
			b.breaks(&rule, row, wire.RecordFault{Keyword: child.Name + "#/" + schema.Extension + "/parent/fanout",
				Message: fmt.Sprintf("has %v rows of %s, not %s", size, child.Name, bounds)})
		}
	}
	return rule
}

// breaks counts a row of the table that breaks a relation or rule.
func (b *book) breaks(rule *wire.Rule, row int, f wire.RecordFault) {
	f.Row = b.inFile(int64(row))
	if rule.Broken == 0 || f.Row < rule.FirstRow {
		rule.FirstRow = f.Row
	}
	rule.Broken++
	b.tell(f)
}

// link is, for each row of b, the row of the table that ref leads to whose key
// the named column repeats; -1 where there is none. It is nil where the table
// is not there.
func (a *audit) link(b *book, name string, ref *schema.Ref) []int32 {
	if rows, known := b.links[name]; known {
		return rows
	}
	var rows []int32
	if target, cells := a.books[ref.Entity], b.column(name); target != nil && cells != nil {
		if keys := target.column(ref.Column); keys != nil && keys.Kind == cells.Kind {
			index := target.index(ref.Column)
			rows = make([]int32, b.table.Rows)
			for row := range rows {
				if rows[row] = -1; !cells.Null(row) {
					rows[row] = int32(index.Find(cells, row))
				}
			}
		}
	}
	b.links[name] = rows
	return rows
}

// up is link by the column that names a row's parent.
func (a *audit) up(b *book) []int32 {
	c := parentColumn(b.entity)
	if c < 0 {
		return nil
	}
	return a.link(b, b.entity.Columns[c].Field.Name, b.entity.Columns[c].Fill.Ref)
}

// family is the rows [first, end) of a table that have one parent.
type family struct{ first, end int32 }

// below is the rows of child that each row of parent is the parent of; nil
// where child is not there or does not name its parents.
func (a *audit) below(child, parent *book) []family {
	if child == nil {
		return nil
	}
	up := a.up(child)
	if up == nil {
		return nil
	}
	families := make([]family, parent.table.Rows)
	for row, p := range up {
		if p < 0 {
			continue
		}
		if f := &families[p]; f.end == 0 {
			*f = family{int32(row), int32(row) + 1}
		} else {
			f.end++
		}
	}
	return families
}

// column is the cells of a column of the schema, nil where it has none of the
// name.
func (b *book) column(name string) *column.Vector {
	if c := b.table.Index(name); c >= 0 {
		return &b.table.Cols[c]
	}
	return nil
}

func (b *book) index(name string) *relation.Index {
	x := b.indexes[name]
	if x == nil {
		x = relation.NewIndex(b.column(name), b.table.Rows)
		b.indexes[name] = x
	}
	return x
}
