package formula

import "github.com/groflex/groflex/engine/column"

// wrong is the fault of an argument that is not what it should be.
func (c *compiler) wrong(v value, fn, want, remedy string) value {
	return c.fault(int(v.at), remedy, "%s needs %s, not %v", fn, want, v.typ)
}

func unsigned(c *compiler, _ int, args []value) value {
	switch v := args[0]; {
	case v.typ.Kind == column.Float:
		return c.emit(v.typ, absFloats, strict, v)
	case v.typ.exact() || v.typ.length():
		return c.emit(v.typ, absInts, strict, v)
	default:
		return c.wrong(v, "abs", "a number or span", "")
	}
}

// extreme is min or max of two or more.
func extreme(fn string, ints func(out, a, b []int64), floats func(out, a, b []float64)) func(*compiler, int, []value) value {
	onInts := func(x *call) { ints(x.out.Ints[:x.n], x.in[0].Ints, x.in[1].Ints) }
	onFloats := func(x *call) { floats(x.out.Floats[:x.n], x.in[0].Floats, x.in[1].Floats) }
	return func(c *compiler, at int, args []value) value {
		args, t := c.unify(at, fn, args...)
		switch {
		case args == nil:
			return failed()
		case t.text() || t.Kind == column.Bool:
			return c.wrong(args[0], fn, "numbers or dates", "")
		}
		best, run := args[0], onInts
		if t.Kind == column.Float {
			run = onFloats
		}
		for _, v := range args[1:] {
			best = c.emit(t, run, strict, best, v)
		}
		return best
	}
}

func clamp(c *compiler, at int, args []value) value {
	lowest := extreme("clamp", maxOf[int64], maxOf[float64])
	highest := extreme("clamp", minOf[int64], minOf[float64])
	v := highest(c, at, []value{args[0], args[2]})
	if v.bad() {
		return v
	}
	return lowest(c, at, []value{v, args[1]})
}

// integral rounds to an Int.
func integral(fn string, mode rounding) func(*compiler, int, []value) value {
	return func(c *compiler, _ int, args []value) value {
		return c.toPlaces(fn, args[0], Type{Kind: column.Int}, mode)
	}
}

func round(c *compiler, _ int, args []value) value {
	if len(args) == 1 {
		return c.toPlaces("round", args[0], Type{Kind: column.Int}, halfAway)
	}
	places := args[1]
	if c.cell(places) == nil || places.typ.Kind != column.Int || c.cell(places).Ints[0] < 0 || c.cell(places).Ints[0] > maxPlaces {
		return c.fault(int(places.at), "write a number from 0 to 9", "the number of places is not a constant from 0 to 9")
	}
	return c.toPlaces("round", args[0], Type{column.Decimal, uint8(c.cell(places).Ints[0])}, halfAway)
}

// toPlaces rounds a number to the exact type t; a quotient of exact numbers
// without going through floats.
func (c *compiler) toPlaces(fn string, v value, t Type, mode rounding) value {
	ratio, exact := c.ratios[v.step]
	switch {
	case exact:
		a, b := ratio[0], ratio[1]
		return c.emit(t, quotient(int(b.typ.Scale)+int(t.Scale)-int(a.typ.Scale), mode), strict, a, b)
	case v.typ.exact():
		return c.rescale(v, t, mode)
	case v.typ.Kind == column.Float:
		return c.emit(t, fromFloat(float64(power10(t.Scale)), mode), strict, v)
	}
	return c.wrong(v, fn, "a number", "")
}

func toInt(c *compiler, _ int, args []value) value {
	t := Type{Kind: column.Int}
	switch v := args[0]; v.typ.Kind {
	case column.Text:
		return c.emit(t, readInts, strict, v)
	case column.Bool:
		return c.emit(t, copyInts, strict, v)
	default:
		return c.toPlaces("int", v, t, toZero)
	}
}

func toFloats(c *compiler, _ int, args []value) value {
	t := Type{Kind: column.Float}
	switch v := args[0]; {
	case v.typ.Kind == column.Text:
		return c.emit(t, readFloats, strict, v)
	case v.typ.Kind == column.Bool:
		return c.emit(t, toFloat(0), strict, v)
	case v.typ.Kind.Numeric():
		return c.float(v)
	default:
		return c.wrong(v, "float", "a number, text or condition", "")
	}
}

// onFloats is a function of floats.
func onFloats(fn string, run kernel) func(*compiler, int, []value) value {
	return func(c *compiler, _ int, args []value) value {
		for k, v := range args {
			if !v.typ.Kind.Numeric() {
				return c.wrong(v, fn, "a number", "")
			}
			args[k] = c.float(v)
		}
		return c.emit(Type{Kind: column.Float}, run, strict, args...)
	}
}
