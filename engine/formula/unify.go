package formula

import "github.com/groflex/groflex/engine/column"

// unify gives the values one type that loses nothing: Int to Decimal to
// Float, Date to Time, days to spans, and texts that write a date to dates
// beside others. Where there is none it reports a fault about what and
// returns nil; nil too where a value is bad.
func (c *compiler) unify(at int, what string, values ...value) ([]value, Type) {
	t := Type{Kind: nilKind}
	out := c.readDates(values)
	for _, v := range out {
		if v.bad() {
			return nil, t
		}
		u, ok := common(t, v.typ)
		if !ok {
			c.fault(at, mixRemedy(t, v.typ), "%s mixes %v and %v", what, t, v.typ)
			return nil, t
		}
		t = u
	}
	if t.Kind == nilKind {
		c.fault(at, "", "%s has nothing but nil", what)
		return nil, t
	}
	for k, v := range out {
		out[k] = c.convert(v, t)
	}
	return out, t
}

// common is the type that holds cells of both.
func common(a, b Type) (Type, bool) {
	switch {
	case a == b || b.Kind == nilKind:
		return a, true
	case a.Kind == nilKind:
		return b, true
	case a.exact() && b.exact():
		return Type{column.Decimal, max(a.Scale, b.Scale)}, true
	case a.Kind.Numeric() && b.Kind.Numeric():
		return Type{Kind: column.Float}, true
	case a.temporal() && b.temporal():
		return Type{Kind: column.Time}, true
	case a.length() && b.length():
		return Type{Kind: spanKind}, true
	}
	return a, false
}

func mixRemedy(a, b Type) string {
	switch {
	case a.Kind == column.Bool || b.Kind == column.Bool:
		return "write a condition, or int(x) for 0 and 1"
	case a.temporal() && b.text() || a.text() && b.temporal():
		return "read the text with date(x) or time(x)"
	case a.temporal() || b.temporal() || a.length() || b.length():
		return "write a date in quotes, or a span such as days(3)"
	}
	return "convert one with text(x), int(x) or float(x)"
}

// convert is v as a cell of type t, which must hold it.
func (c *compiler) convert(v value, t Type) value {
	at := int(v.at)
	switch {
	case v.typ.Kind == nilKind:
		v = c.missing(at, t)
	case v.typ == t:
		return v
	case t.Kind == column.Decimal:
		v = c.rescale(v, t, halfAway)
	case t.Kind == column.Float:
		v = c.emit(t, toFloat(v.typ.Scale), strict, v)
	case t.Kind == column.Time:
		v = c.emit(t, midnight, strict, v)
	case t.Kind == spanKind:
		v = c.emit(t, mulInts, strict, v, c.integer(at, dayMicros, t))
	}
	v.at = int32(at)
	return v
}

func (c *compiler) float(v value) value { return c.convert(v, Type{Kind: column.Float}) }

// readDates is the values with constant texts read as dates or times, if any
// other of them is a date or time.
func (c *compiler) readDates(values []value) []value {
	out := append([]value(nil), values...)
	dated := false
	for _, v := range values {
		dated = dated || v.typ.temporal()
	}
	for k, v := range out {
		if dated && c.cell(v) != nil && v.typ.Kind == column.Text {
			out[k] = c.readDate(v)
		}
	}
	return out
}

// readDate is a constant text as a Date or Time.
func (c *compiler) readDate(v value) value {
	s := string(c.cell(v).Bytes(0))
	micros, whole, ok := parseTime(s)
	switch {
	case !ok:
		return c.fault(int(v.at), "write it as 2006-01-02 or 2006-01-02T15:04:05Z", "%q is not a date", s)
	case whole:
		return c.integer(int(v.at), column.FloorDiv(micros, dayMicros), Type{Kind: column.Date})
	}
	return c.integer(int(v.at), micros, Type{Kind: column.Time})
}
