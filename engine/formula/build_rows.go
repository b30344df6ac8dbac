package formula

import "github.com/groflex/groflex/engine/column"

func previous(c *compiler, at int, args []value) value {
	if len(args) == 1 {
		args = append(args, c.missing(at, Type{Kind: nilKind}))
	}
	both, t := c.unify(at, "prev", args...)
	if both == nil {
		return failed()
	}
	return c.emit(t, prev, scan, both...)
}

func runningSum(c *compiler, _ int, args []value) value {
	if v := args[0]; !v.typ.Kind.Numeric() {
		return c.wrong(v, "running", "a number", "")
	}
	return c.emit(args[0].typ, running, scan, args[0])
}

func rowNumber(run kernel) func(*compiler, int, []value) value {
	return func(c *compiler, _ int, _ []value) value {
		return c.emit(Type{Kind: column.Int}, run, scan)
	}
}

func rowOf(run kernel) func(*compiler, int, []value) value {
	return func(c *compiler, _ int, args []value) value {
		if args[0].typ.Kind == nilKind {
			return c.wrong(args[0], "it", "a column", "")
		}
		return c.emit(args[0].typ, run, scan, args[0])
	}
}
