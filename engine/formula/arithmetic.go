package formula

import "github.com/groflex/groflex/engine/column"

func (c *compiler) arithmetic(at int, op string, a, b value) value {
	if a.bad() || b.bad() {
		return failed()
	}
	if a.typ.temporal() || b.typ.temporal() {
		both := c.readDates([]value{a, b})
		a, b = both[0], both[1]
	}
	switch x, y := a.typ, b.typ; {
	case x.Kind.Numeric() && y.Kind.Numeric():
		return c.numbers(op, a, b)
	case op == "+" && x.Kind == column.Text && y.Kind == column.Text:
		return c.join(a, b)
	case op == "+" && x.temporal() && y.length(), op == "-" && x.temporal() && y.length():
		return c.shift(op, a, b)
	case op == "+" && x.length() && y.temporal():
		return c.shift(op, b, a)
	case op == "-" && x.temporal() && y.temporal():
		return c.since(a, b)
	case (op == "+" || op == "-") && x.length() && y.length():
		return c.lengths(op, a, b)
	case op == "*" && x.Kind.Numeric() && y.length():
		return c.stretch(op, b, a)
	case (op == "*" || op == "/") && x.length() && y.Kind.Numeric():
		return c.stretch(op, a, b)
	case op == "/" && x.length() && y.length():
		both, _ := c.unify(at, op, a, b)
		return c.emit(Type{Kind: column.Float}, divFloats, strict, c.micros(both[0]), c.micros(both[1]))
	default:
		return c.fault(at, operandRemedy(op, x, y), "%s cannot be applied to %v and %v", op, x, y)
	}
}

func operandRemedy(op string, a, b Type) string {
	switch {
	case op == "+" && (a.Kind == column.Text || b.Kind == column.Text):
		return "convert with text(x), or use concat(a, b)"
	case a.temporal() || b.temporal():
		return "add a span: days(n), hours(n), minutes(n), seconds(n)"
	case a.Kind == nilKind || b.Kind == nilKind:
		return "write x ?? 0 for a value in place of nil"
	}
	return "convert with int(x) or float(x)"
}

// numbers is arithmetic on Int, Decimal and Float.
func (c *compiler) numbers(op string, a, b value) value {
	float := Type{Kind: column.Float}
	exact := a.typ.exact() && b.typ.exact()
	switch op {
	case "/":
		v := c.emit(float, divFloats, strict, c.float(a), c.float(b))
		if exact {
			c.ratios[v.step] = [2]value{a, b}
		}
		return v
	case "**":
		return c.emit(float, powFloats, strict, c.float(a), c.float(b))
	case "*":
		if exact {
			return c.multiply(a, b)
		}
		return c.emit(float, mulFloats, strict, c.float(a), c.float(b))
	}
	t, _ := common(a.typ, b.typ)
	ints, floats := addInts, addFloats
	switch op {
	case "-":
		ints, floats = subInts, subFloats
	case "%":
		ints, floats = modInts, modFloats
	}
	if exact {
		return c.emit(t, ints, strict, c.convert(a, t), c.convert(b, t))
	}
	return c.emit(t, floats, strict, c.float(a), c.float(b))
}

// maxChain is how many texts one step concatenates without more steps: enough
// for any formula written out, and no way for nested lets to double it often.
const maxChain = 64

// join concatenates texts; a chain of them in one step.
func (c *compiler) join(values ...value) value {
	var parts []value
	for _, v := range values {
		if chain := c.chains[v.step]; chain != nil && len(chain) < maxChain {
			parts = append(parts, chain...)
		} else {
			parts = append(parts, v)
		}
	}
	v := c.emit(Type{Kind: column.Text}, concat, strict, parts...)
	if c.cell(v) == nil {
		c.chains[v.step] = parts
	}
	return v
}

func (c *compiler) negate(n *node) value {
	v := c.compile(n.kids[0])
	switch {
	case v.bad():
		return v
	case v.typ.Kind == column.Float:
		return c.emit(v.typ, negateFloats, strict, v)
	case v.typ.exact() || v.typ.length():
		return c.emit(v.typ, negateInts, strict, v)
	}
	return c.fault(n.at, "", "%v has no sign", v.typ)
}

// shift moves a point in time by a length.
func (c *compiler) shift(op string, point, length value) value {
	move := addInts
	if op == "-" {
		move = subInts
	}
	if point.typ.Kind == column.Date && length.typ.Kind == daysKind {
		return c.emit(point.typ, inCalendar(point.typ, move), strict, point, length)
	}
	t := Type{Kind: column.Time}
	return c.emit(t, inCalendar(t, move), strict, c.convert(point, t), c.convert(length, Type{Kind: spanKind}))
}

// since is the length from b to a.
func (c *compiler) since(a, b value) value {
	if a.typ.Kind == column.Date && b.typ.Kind == column.Date {
		return c.emit(Type{Kind: daysKind}, subInts, strict, a, b)
	}
	t := Type{Kind: column.Time}
	return c.emit(Type{Kind: spanKind}, subInts, strict, c.convert(a, t), c.convert(b, t))
}

func (c *compiler) lengths(op string, a, b value) value {
	t, _ := common(a.typ, b.typ)
	if op == "-" {
		return c.emit(t, subInts, strict, c.convert(a, t), c.convert(b, t))
	}
	return c.emit(t, addInts, strict, c.convert(a, t), c.convert(b, t))
}

// stretch is a length times or divided by a number.
func (c *compiler) stretch(op string, length, by value) value {
	if op == "*" && by.typ.Kind == column.Int {
		return c.emit(length.typ, mulInts, strict, length, by)
	}
	run := mulFloats
	if op == "/" {
		run = divFloats
	}
	v := c.emit(Type{Kind: column.Float}, run, strict, c.micros(length), c.float(by))
	return c.emit(Type{Kind: spanKind}, fromFloat(1, halfAway), strict, v)
}

// micros is a length in microseconds as a float.
func (c *compiler) micros(length value) value {
	return c.emit(Type{Kind: column.Float}, toFloat(0), strict, c.convert(length, Type{Kind: spanKind}))
}
