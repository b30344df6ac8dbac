package formula

import "github.com/groflex/groflex/engine/column"

// point is v as a point in time, a constant text read as one; false and a
// fault if it is none.
func (c *compiler) point(fn string, v value) (value, bool) {
	if c.cell(v) != nil && v.typ.Kind == column.Text {
		v = c.readDate(v)
		return v, !v.bad()
	}
	if !v.typ.temporal() {
		c.wrong(v, fn, "a date or time", "read a text with date(x) or time(x)")
		return v, false
	}
	return v, true
}

// toDay is the day that a point in time is on.
func (c *compiler) toDay(v value) value {
	if v.typ.Kind == column.Date {
		return v
	}
	return c.emit(Type{Kind: column.Date}, dayOfTime, strict, v)
}

func toDate(c *compiler, _ int, args []value) value {
	if t := (Type{Kind: column.Date}); args[0].typ.Kind == column.Text && c.cell(args[0]) == nil {
		return c.emit(t, readTime(t), strict, args[0])
	}
	v, ok := c.point("date", args[0])
	if !ok {
		return failed()
	}
	return c.toDay(v)
}

func toTime(c *compiler, _ int, args []value) value {
	t := Type{Kind: column.Time}
	if args[0].typ.Kind == column.Text && c.cell(args[0]) == nil {
		return c.emit(t, readTime(t), strict, args[0])
	}
	v, ok := c.point("time", args[0])
	if !ok {
		return failed()
	}
	return c.convert(v, t)
}

// span is n units of time. Whole days keep a date a date.
func span(fn string, micros int64) func(*compiler, int, []value) value {
	return func(c *compiler, at int, args []value) value {
		t := Type{Kind: spanKind}
		switch v := args[0]; {
		case v.typ.Kind == column.Int && micros == dayMicros:
			return c.emit(Type{Kind: daysKind}, copyInts, strict, v)
		case v.typ.Kind == column.Int:
			return c.emit(t, mulInts, strict, v, c.integer(at, micros, t))
		case v.typ.Kind.Numeric():
			return c.emit(t, fromFloat(float64(micros), halfAway), strict, c.float(v))
		default:
			return c.wrong(v, fn, "a number", "")
		}
	}
}

// points is both arguments as points in time.
func (c *compiler) points(fn string, args []value) (from, to value, ok bool) {
	from, okFrom := c.point(fn, args[0])
	to, okTo := c.point(fn, args[1])
	return from, to, okFrom && okTo
}

func daysBetween(c *compiler, at int, args []value) value {
	from, to, ok := c.points("days_between", args)
	if !ok {
		return failed()
	}
	v := c.since(to, from)
	if v.typ.Kind == daysKind {
		return c.emit(Type{Kind: column.Int}, copyInts, strict, v)
	}
	return c.emit(Type{Kind: column.Int}, quotient(0, toZero), strict, v, c.integer(at, dayMicros, v.typ))
}

func secondsBetween(c *compiler, _ int, args []value) value {
	from, to, ok := c.points("seconds_between", args)
	if !ok {
		return failed()
	}
	v := c.convert(c.since(to, from), Type{Kind: spanKind})
	return c.emit(Type{Kind: column.Int}, scaleDown(6, toZero), strict, v)
}

func shiftMonths(c *compiler, _ int, args []value) value {
	v, ok := c.point("add_months", args[0])
	if args[1].typ.Kind != column.Int {
		return c.wrong(args[1], "add_months", "an int of months", "")
	}
	if !ok {
		return failed()
	}
	day := c.toDay(v)
	moved := c.emit(Type{Kind: column.Date}, moveMonths, strict, day, args[1])
	if v.typ.Kind == column.Date {
		return moved
	}
	return c.shift("+", v, c.since(moved, day))
}

func yearsFromTo(c *compiler, _ int, args []value) value {
	from, to, ok := c.points("years", args)
	if !ok {
		return failed()
	}
	return c.emit(Type{Kind: column.Int}, yearsBetween, strict, c.toDay(from), c.toDay(to))
}

// onDay is a function of the day that a point in time is on.
func onDay(fn string, gives column.Kind, run kernel) func(*compiler, int, []value) value {
	return func(c *compiler, _ int, args []value) value {
		v, ok := c.point(fn, args[0])
		if !ok {
			return failed()
		}
		return c.emit(Type{Kind: gives}, run, strict, c.toDay(v))
	}
}

func hour(c *compiler, _ int, args []value) value {
	if args[0].typ.Kind != column.Time {
		return c.wrong(args[0], "hour", "a time", "")
	}
	return c.emit(Type{Kind: column.Int}, hourOf, strict, args[0])
}
