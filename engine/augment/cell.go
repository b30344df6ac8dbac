package augment

import (
	"github.com/groflex/groflex/engine/column"
)

// Cell is one cell, as its Field says; no column's kind binds it.
type Cell struct {
	Field column.Field
	Null  bool
	Int   int64 // of all kinds but those below
	Float float64
	Text  string // of Text and JSON
}

// cellOf is cell i of a vector.
func cellOf(f column.Field, v *column.Vector, i int) Cell {
	c := Cell{Field: f, Null: v.Null(i)}
	switch f.Kind {
	case column.Text, column.JSON:
		c.Text = string(v.Bytes(i))
	case column.Float:
		c.Float = v.Floats[i]
	default:
		c.Int = v.Ints[i]
	}
	return c
}

// Vector is the cell alone.
func (c *Cell) Vector() column.Vector {
	var v column.Vector
	v.Reset(c.Field, 1)
	switch c.Field.Kind {
	case column.Text, column.JSON:
		v.AppendText(c.Text)
	case column.Float:
		v.Floats[0] = c.Float
	default:
		v.Ints[0] = c.Int
	}
	if c.Null {
		v.SetNull(0, 1)
	}
	return v
}

// changed is v with other cells in some places. Of a cell that is of another
// field than the column's, only that the column's own is missing can be told.
func changed(f column.Field, v *column.Vector, n int, cells map[int]Cell) column.Vector {
	var out column.Vector
	out.Reset(f, 0)
	out.Append(v, column.Interval(0, n))
	text := f.Kind == column.Text || f.Kind == column.JSON
	if text {
		out.Dict, out.Codes = nil, nil
		out.Raw, out.Ends = nil, nil
		for i := range n {
			if c, ok := cells[i]; !ok {
				out.Raw = append(out.Raw, v.Bytes(i)...)
			} else if c.Field == f && !c.Null {
				out.Raw = append(out.Raw, c.Text...)
			}
			out.EndCell()
		}
	}
	for i, c := range cells {
		if out.Nulls != nil {
			out.Nulls.Unset(i)
		}
		null := c.Null || c.Field != f
		if null {
			c = Cell{}
			out.SetNull(i, n)
		}
		switch {
		case text:
		case f.Kind == column.Float:
			out.Floats[i] = c.Float
		default:
			out.Ints[i] = c.Int
		}
	}
	return out
}
