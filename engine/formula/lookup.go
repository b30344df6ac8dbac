package formula

import "github.com/groflex/groflex/engine/column"

// A map literal indexed by a column is two steps: find gives the position of
// the key, once per dictionary entry where it can, and pick the value there.

// findText is the position of each text among the keys; null if it is none.
func findText(keys map[string]int64) kernel {
	return func(x *call) {
		for i := range x.out.Ints[:x.n] {
			at, ok := keys[string(x.in[0].Bytes(i))]
			if x.out.Ints[i] = at; !ok {
				x.null(i)
			}
		}
	}
}

func findInt(keys map[int64]int64) kernel {
	return func(x *call) {
		for i, v := range x.in[0].Ints[:x.n] {
			at, ok := keys[v]
			if x.out.Ints[i] = at; !ok {
				x.null(i)
			}
		}
	}
}

// pickConstant takes the value at each position from a table.
func pickConstant(table *column.Vector) kernel {
	return func(x *call) {
		at := x.in[0].Ints[:x.n]
		switch {
		case x.out.Kind == column.Float:
			for i, k := range at {
				x.out.Floats[i] = table.Floats[k]
			}
		case table.Dict != nil:
			out := useDict(x.out, table.Dict, x.n)
			for i, k := range at {
				out[i] = table.Codes[k]
			}
		default:
			for i, k := range at {
				x.out.Ints[i] = table.Ints[k]
			}
		}
		if table.Nulls != nil {
			x.nullWhere(func(i int) bool { return table.Nulls.Has(int(at[i])) })
		}
	}
}

// pick takes the value at each position from the vector of that number.
func pick(x *call) {
	at, values := x.in[0], x.in[1:]
	switch x.out.Kind {
	case column.Text, column.JSON:
		x.texts(values, func(i int) (int, int) {
			if at.Null(i) {
				return 0, -1
			}
			return int(at.Ints[i]), i
		})
		return
	case column.Float:
		for i, k := range at.Ints[:x.n] {
			x.out.Floats[i] = values[k].Floats[i]
		}
	default:
		for i, k := range at.Ints[:x.n] {
			x.out.Ints[i] = values[k].Ints[i]
		}
	}
	x.nullWhere(func(i int) bool { return at.Null(i) || values[at.Ints[i]].Null(i) })
}
