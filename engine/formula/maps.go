package formula

import (
	"strconv"

	"github.com/groflex/groflex/engine/column"
)

// lookup is {key: value, …}[x]. A key that the map has not gives null.
func (c *compiler) lookup(n *node) value {
	pairs, x := n.kids[0].kids, c.compile(n.kids[1])
	if len(pairs) == 0 {
		return c.fault(n.kids[0].at, "", "the map is empty")
	}
	at := c.position(n, pairs, x)
	var values []value
	constant := true
	for k := 1; k < len(pairs); k += 2 {
		v := c.compile(pairs[k])
		values, constant = append(values, v), constant && c.cell(v) != nil
	}
	values, t := c.unify(n.kids[0].at, "the map", values...)
	switch {
	case at.bad() || values == nil:
		return failed()
	case constant:
		return c.emit(t, pickConstant(c.tabulate(t, values)), strict, at)
	case t.text() && len(values) > maxSources:
		return c.fault(n.kids[0].at, "use constants", "a map of texts computed from columns has at most %d keys", maxSources)
	}
	return c.emit(t, pick, lax, append([]value{at}, values...)...)
}

// position is where in the pairs the key x is.
func (c *compiler) position(n *node, pairs []*node, x value) value {
	texts, ints := map[string]int64{}, map[int64]int64{}
	t := Type{Kind: column.Int}
	for k := 0; k < len(pairs); k += 2 {
		key := pairs[k].text
		if _, twice := texts[key]; twice {
			c.fault(pairs[k].at, "", "the key %q occurs twice", key)
		}
		texts[key] = int64(k / 2)
		if x.typ.Kind == column.Int {
			number, err := strconv.ParseInt(key, 10, 64)
			if err != nil {
				c.fault(pairs[k].at, "index with text(x)", "the map is indexed by an int, but has the key %q", key)
			}
			ints[number] = int64(k / 2)
		}
	}
	switch x.typ.Kind {
	case badKind:
		return x
	case column.Int:
		return c.emit(t, findInt(ints), strict, x)
	case column.Text:
		return c.emit(t, findText(texts), strict, x)
	case column.Bool:
		return c.emit(t, findText(texts), strict, c.emit(Type{Kind: column.Text}, format(x.typ), strict, x))
	}
	return c.fault(n.at, "index with text(x)", "a map cannot be indexed by %v", x.typ)
}

// tabulate is constants of type t as the cells of one vector.
func (c *compiler) tabulate(t Type, constants []value) *column.Vector {
	table, texts := &column.Vector{}, make([]string, len(constants))
	shape(table, t, len(constants))
	for k, v := range constants {
		cell := c.cell(v)
		switch {
		case t.Kind == column.Float:
			table.Floats[k] = cell.Floats[0]
		case t.text():
			texts[k] = string(cell.Bytes(0))
		default:
			table.Ints[k] = cell.Ints[0]
		}
		if cell.Null(0) {
			table.SetNull(k, len(constants))
		}
	}
	if t.text() {
		for k := range useDict(table, column.NewDict(texts), len(texts)) {
			table.Codes[k] = uint32(k)
		}
	}
	return table
}
