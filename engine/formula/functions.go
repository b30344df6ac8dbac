package formula

import "github.com/groflex/groflex/engine/column"

// A function of the language.
type function struct {
	name        string
	usage       string
	least, most int // number of arguments; most below 0: any
	build       func(c *compiler, at int, args []value) value
}

// functions is the language's vocabulary. Functions over child rows, such as
// sum(items.amount), are references and not listed here. Spans are what days,
// hours, minutes and seconds give.
var functions = [...]function{
	// Numbers.
	{"abs", "abs(x)", 1, 1, unsigned},
	{"min", "min(a, b, …)", 2, -1, extreme("min", minOf[int64], minOf[float64])},
	{"max", "max(a, b, …)", 2, -1, extreme("max", maxOf[int64], maxOf[float64])},
	{"clamp", "clamp(x, lowest, highest)", 3, 3, clamp},
	{"floor", "floor(x)", 1, 1, integral("floor", down)},
	{"ceil", "ceil(x)", 1, 1, integral("ceil", up)},
	{"round", "round(x) or round(x, places)", 1, 2, round}, // half away from zero; a quotient of decimals exactly
	{"decimal", "decimal(x, places)", 2, 2, round},
	{"int", "int(x)", 1, 1, toInt}, // toward zero; reads texts
	{"float", "float(x)", 1, 1, toFloats},
	{"sqrt", "sqrt(x)", 1, 1, onFloats("sqrt", sqrtFloats)},
	{"exp", "exp(x)", 1, 1, onFloats("exp", expFloats)},
	{"log", "log(x)", 1, 1, onFloats("log", logFloats)}, // natural
	{"pow", "pow(x, y)", 2, 2, onFloats("pow", powFloats)},

	// Texts.
	{"lower", "lower(text)", 1, 1, onText("lower", column.Text, mapText(lower))},
	{"upper", "upper(text)", 1, 1, onText("upper", column.Text, mapText(upper))},
	{"trim", "trim(text)", 1, 1, onText("trim", column.Text, mapText(trimText))},
	{"slug", "slug(text)", 1, 1, onText("slug", column.Text, mapText(slug))}, // "Zoë's Café" is zoe-s-cafe
	{"len", "len(text)", 1, 1, onText("len", column.Int, runes)},
	{"substr", "substr(text, from, count)", 3, 3, cut}, // from 0
	{"concat", "concat(a, b, …)", 1, -1, concatenate},
	{"text", "text(x)", 1, 1, toText},
	{"pad", "pad(x, width)", 2, 2, pad}, // with zeros in front

	// Dates and times.
	{"date", "date(x)", 1, 1, toDate},
	{"time", "time(x)", 1, 1, toTime},
	{"days", "days(n)", 1, 1, span("days", dayMicros)},
	{"hours", "hours(n)", 1, 1, span("hours", dayMicros/24)},
	{"minutes", "minutes(n)", 1, 1, span("minutes", 60*microseconds)},
	{"seconds", "seconds(n)", 1, 1, span("seconds", microseconds)},
	{"days_between", "days_between(from, to)", 2, 2, daysBetween},          // whole days
	{"seconds_between", "seconds_between(from, to)", 2, 2, secondsBetween}, // whole seconds
	{"add_months", "add_months(x, n)", 2, 2, shiftMonths},                  // to the month's end if it must
	{"years", "years(from, to)", 2, 2, yearsFromTo},                        // full ones: an age
	{"year", "year(x)", 1, 1, onDay("year", column.Int, part(yearOf))},
	{"month", "month(x)", 1, 1, onDay("month", column.Int, part(monthOf))},
	{"day", "day(x)", 1, 1, onDay("day", column.Int, part(dayOf))},
	{"weekday", "weekday(x)", 1, 1, onDay("weekday", column.Int, part(weekdayOf))}, // Monday is 1
	{"hour", "hour(time)", 1, 1, hour},
	{"start_of_month", "start_of_month(x)", 1, 1, onDay("start_of_month", column.Date, part(startOfMonth))},

	// Rows of one parent.
	{"prev", "prev(x, default)", 1, 2, previous},
	{"next", "next(x, default)", 1, 2, following},
	{"at", "at(x, k)", 2, 2, seek},               // of the group's k-th row, from 0
	{"latest", "latest(x)", 1, 1, rowOf(latest)}, // not null, up to this row
	{"running", "running(x)", 1, 1, runningSum},
	{"index", "index()", 0, 0, rowNumber(index)}, // from 0
	{"size", "size()", 0, 0, rowNumber(size)},
	{"first", "first(x)", 1, 1, rowOf(first)},
	{"last", "last(x)", 1, 1, rowOf(last)},

	// Identifiers.
	{"luhn", "luhn(text)", 1, 1, onText("luhn", column.Bool, testText(luhn))},
	{"mod97", "mod97(text)", 1, 1, onText("mod97", column.Bool, testText(mod97))},
	{"iban", "iban(text)", 1, 1, onText("iban", column.Bool, testText(iban))},
	{"aba", "aba(text)", 1, 1, onText("aba", column.Bool, testText(aba))},
	{"gtin", "gtin(text)", 1, 1, onText("gtin", column.Bool, testText(gtin))},
	{"npi", "npi(text)", 1, 1, onText("npi", column.Bool, testText(npi))},
	{"isin", "isin(text)", 1, 1, onText("isin", column.Bool, testText(isin))},
	{"lei", "lei(text)", 1, 1, onText("lei", column.Bool, testText(lei))},
}

// groupFunctions are those over the rows of one parent.
var groupFunctions = [...]string{"prev", "next", "at", "latest", "running", "index", "size", "first", "last"}

// lookup is the function of that name, or nil.
func lookup(name string) *function {
	for i := range functions {
		if functions[i].name == name {
			return &functions[i]
		}
	}
	return nil
}

// call compiles the arguments and the function of them.
func (c *compiler) call(n *node) value {
	args := make([]value, len(n.kids))
	bad := false
	for k, kid := range n.kids {
		args[k] = c.compile(kid)
		bad = bad || args[k].bad()
	}
	if bad {
		return failed()
	}
	return lookup(n.text).build(c, n.at, args)
}

// closest is the function whose name is the fewest edits from name, or "" if
// none is near.
func closest(name string) string {
	best, least := "", min(len(name)/2, 2)+1
	for i := range functions {
		if d := distance(name, functions[i].name); d < least {
			best, least = functions[i].name, d
		}
	}
	for _, fn := range []string{"sum", "count", "avg", "any", "all"} {
		if d := distance(name, fn); d < least {
			best, least = fn, d
		}
	}
	return best
}

// distance is Levenshtein's, over bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
