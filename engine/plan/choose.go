package plan

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/fake"
	"github.com/groflex/groflex/engine/schema"
)

// choose decides what fills a column: what its x-groflex says, else a
// provider that its name suggests and its kind allows, else nothing here, and
// its validation keywords alone are followed.
func (c *Cell) choose() {
	c.Fill = c.Column.Fill
	if name := c.Field.Name; c.Fill == nil && c.free() {
		if provider, ok := fake.Guess(name, c.Field.Kind, c.Column.Keywords.Format); ok {
			c.Fill = &schema.Fill{Fake: provider, Group: fake.GroupOf(name)}
		}
	}
	if c.Fill == nil || c.Fill.Fake == "" {
		return
	}
	if p, ok := fake.Named(c.Fill.Fake); ok && compatible(p.Field.Kind, c.Field.Kind) {
		name := c.Field.Name
		c.Field = p.Field
		c.Field.Name = name
	}
}

// free reports whether no keyword narrows the cell down to certain values.
func (c *Cell) free() bool {
	k := &c.Column.Keywords
	return k.Enum == nil && k.Const == nil && k.Pattern == "" && k.MinLength == nil && k.MaxLength == nil &&
		k.Minimum == nil && k.Maximum == nil && k.ExclusiveMinimum == nil && k.ExclusiveMaximum == nil && k.MultipleOf == nil
}

// compatible reports whether a provider's values have the JSON type of a
// column: texts, dates and times are strings, and a whole number is a number.
func compatible(made, wanted column.Kind) bool {
	text := func(k column.Kind) bool { return k == column.Text || k == column.Date || k == column.Time }
	switch {
	case made == wanted:
		return true
	case wanted == column.Text:
		return text(made)
	case wanted == column.Float || wanted == column.Decimal:
		return made.Numeric()
	}
	return false
}
