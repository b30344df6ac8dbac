package formula

import "github.com/groflex/groflex/engine/column"

// onText is a function of one text.
func onText(fn string, gives column.Kind, run kernel) func(*compiler, int, []value) value {
	return func(c *compiler, _ int, args []value) value {
		if args[0].typ.Kind != column.Text {
			return c.wrong(args[0], fn, "a text", "convert it with text(x)")
		}
		return c.emit(Type{Kind: gives}, run, strict, args[0])
	}
}

func toText(c *compiler, _ int, args []value) value {
	switch v := args[0]; {
	case v.typ.Kind == column.Text:
		return v
	case v.typ.Kind == column.JSON:
		return c.emit(Type{Kind: column.Text}, concat, strict, v)
	case v.typ.length() || v.typ.Kind == nilKind:
		return c.wrong(v, "text", "a number, condition, date or text", "")
	default:
		return c.emit(Type{Kind: column.Text}, format(v.typ), strict, v)
	}
}

func concatenate(c *compiler, at int, args []value) value {
	for k, v := range args {
		if args[k] = toText(c, at, []value{v}); args[k].bad() {
			return args[k]
		}
	}
	return c.join(args...)
}

func cut(c *compiler, _ int, args []value) value {
	if args[0].typ.Kind != column.Text {
		return c.wrong(args[0], "substr", "a text", "")
	}
	for _, v := range args[1:] {
		if v.typ.Kind != column.Int {
			return c.wrong(v, "substr", "an int", "")
		}
	}
	return c.emit(args[0].typ, substr, strict, args...)
}

func pad(c *compiler, at int, args []value) value {
	if args[1].typ.Kind != column.Int {
		return c.wrong(args[1], "pad", "an int as width", "")
	}
	if k := args[0].typ.Kind; k != column.Int && k != column.Text {
		return c.wrong(args[0], "pad", "an int or text", "")
	}
	text := toText(c, at, args[:1])
	return c.emit(text.typ, padText, strict, text, args[1])
}
