package augment

import (
	"cmp"
	"math"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// kindOrder lists the kinds of faults, those first that nothing else depends on.
var kindOrder = [...]string{"type", "required", "enum", "const", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf",
	"minLength", "maxLength", "pattern", "format", "rule"}

// keywordOffers are the keywords of single cells that rows can break. Whether
// a cell really breaks its keyword, and no other, is the judge's to say.
// Values of locked columns stay, but for what is no value of the column at all.
func keywordOffers(g *Grounds, reads []reading) []offer {
	var offers []offer
	root := g.Judge.Root()
	for i, f := range g.Fields {
		if i == g.Parent {
			continue
		}
		add := func(keyword, pointer string, make maker) {
			instance := wire.Token(f.Name)
			if keyword == "required" {
				instance = ""
			}
			offers = append(offers, offer{label: keyword + ":" + f.Name, instance: instance, keyword: pointer, rule: -1, columns: []int{i}, make: make})
		}
		s := root.Properties[f.Name]
		nullable := s == nil || len(s.Types) == 0 || slices.Contains(s.Types, "null")
		text := f.Kind == column.Text || f.Kind == column.JSON
		if slices.Contains(root.Required, f.Name) && (g.objects() || g.Format == "csv" && !text && !nullable) {
			add("required", g.Judge.Place(root)+"/required", leftOut)
		}
		if s == nil || f.Kind == column.JSON {
			continue
		}
		at := g.Judge.Place(s) + "/"
		stringy := text || f.Kind == column.Date || f.Kind == column.Time
		if len(s.Types) > 0 && (g.objects() || g.Format == "csv" && !stringy) {
			add("type", at+"type", otherType(stringy, g.objects() && !nullable))
		}
		if reads[i] == locked {
			continue
		}
		for keyword, make := range valueFaults(&f, s, g.objects() || g.Format == "csv", reads[i]) {
			add(keyword, at+keyword, make)
		}
	}
	slices.SortStableFunc(offers, func(a, b offer) int { return strings.Compare(a.label, b.label) }) // maps have no order
	return offers
}

// objects reports whether a cell's type can be seen in the format.
func (g *Grounds) objects() bool { return g.Format == "json" || g.Format == "ndjson" }

// valueFaults are the makers for a column's keywords on values. With odd, a
// value need not be of the column's field.
func valueFaults(f *column.Field, s *jsonschema.Schema, odd bool, reads reading) map[string]maker {
	faults := map[string]maker{}
	if len(s.Enum) > 0 {
		faults["enum"] = stranger
	}
	if len(s.Constant) > 0 {
		faults["const"] = stranger
	}
	switch {
	case f.Kind.Numeric():
		for keyword, bound := range map[string]*big.Rat{"minimum": s.Minimum, "exclusiveMinimum": s.ExclusiveMinimum} {
			if bound != nil {
				faults[keyword] = beyond(bound, s.MultipleOf, -1)
			}
		}
		for keyword, bound := range map[string]*big.Rat{"maximum": s.Maximum, "exclusiveMaximum": s.ExclusiveMaximum} {
			if bound != nil {
				faults[keyword] = beyond(bound, s.MultipleOf, 1)
			}
		}
		if s.MultipleOf != nil {
			faults["multipleOf"] = offGrid(odd && reads == unread) // a rule reads the column at its own scale
		}
	case f.Kind == column.Text:
		if s.MinLength > 0 {
			faults["minLength"] = shorter(s.MinLength)
		}
		if s.MaxLength >= 0 {
			faults["maxLength"] = longer(s.MaxLength)
		}
		if s.Pattern != nil {
			faults["pattern"] = misspelt
		}
		if s.Format != "" {
			faults["format"] = misformed(s.Format, *f)
		}
	case odd && s.Format != "":
		faults["format"] = misformed(s.Format, column.Field{Name: f.Name, Kind: column.Text})
	}
	return faults
}

// leftOut leaves the property out.
func leftOut(_ *rng.Rand, own Cell, _ *row) (Cell, bool) {
	own.Field.Omit = true
	return Cell{Field: own.Field, Null: true}, !own.Null
}

// otherType puts a value of another type: a number for a text, a word for any
// other, or null.
func otherType(stringy, null bool) maker {
	return func(r *rng.Rand, own Cell, _ *row) (Cell, bool) {
		f := column.Field{Name: own.Field.Name, Kind: column.Text}
		words := []string{"n/a", "unknown", "ten", "yes", "#REF!"}
		switch {
		case null && r.Below(3) == 0:
			f = own.Field
			f.Omit = false
			return Cell{Field: f, Null: true}, true
		case stringy:
			f.Kind = column.Int
			return Cell{Field: f, Int: int64(r.Below(1000))}, true
		}
		return Cell{Field: f, Text: words[r.Below(uint64(len(words)))]}, true
	}
}

// stranger puts a value that a list does not have.
func stranger(r *rng.Rand, own Cell, _ *row) (Cell, bool) {
	own.Null = false
	switch own.Field.Kind {
	case column.Text:
		text := cmp.Or(own.Text, "none") // an empty text is a missing one in CSV
		own.Text = []string{text + "_x", "unknown", strings.ToUpper(text), strings.ToLower(text), "n/a"}[r.Below(5)]
	case column.Bool:
		own.Int = 1 - own.Int
	case column.Float:
		own.Float += float64(1 + r.Below(100))
	default:
		own.Int += int64(1 + r.Below(100))
	}
	return own, true
}

// exactMax bounds numbers that floats hold exactly: readers of JSON lose others.
const exactMax = 1 << 53

// beyond puts a number below (side -1) or above (1) a bound: the next one on
// the grid, or one of those behind it.
func beyond(bound, grid *big.Rat, side int64) maker {
	return func(r *rng.Rand, own Cell, _ *row) (Cell, bool) {
		steps := int64(r.Below(3)) // none is beyond an exclusive bound
		if r.Below(2) == 0 {
			steps = int64(1 + r.Below(1000))
		}
		own.Null = false
		if own.Field.Kind == column.Float {
			own.Float = float(bound) + float64(float64(side)*[]float64{0.01, 1, float64(steps)}[r.Below(3)])
			if grid != nil {
				own.Float = float(bound) + float64(float64(side*steps)*float(grid))
			}
			return own, true
		}
		unit := new(big.Rat).SetInt64(1)
		for range own.Field.Scale {
			unit.Mul(unit, big.NewRat(10, 1))
		}
		step := int64(1)
		if grid != nil {
			if n, ok := whole(new(big.Rat).Mul(grid, unit)); ok && n > 0 {
				step = n
			}
		}
		low, ok := whole(new(big.Rat).Mul(bound, unit))
		low -= (low%step + step) % step
		own.Int = low + side*step*steps
		return own, ok
	}
}

// offGrid puts a number between two of the grid.
func offGrid(odd bool) maker {
	return func(r *rng.Rand, own Cell, _ *row) (Cell, bool) {
		switch own.Field.Kind {
		case column.Int:
			own.Int += int64(1 + r.Below(9))
		case column.Float:
			own.Float += []float64{0.1, 0.001, 0.5, 0.03}[r.Below(4)]
		default:
			if !odd || own.Field.Scale >= 9 || own.Int > exactMax/10 || own.Int < -exactMax/10 {
				return own, false
			}
			own.Field.Scale++
			own.Int = own.Int*10 + int64(1+r.Below(9))
		}
		return own, !own.Null
	}
}

// shorter cuts a text below the least length.
func shorter(least int) maker {
	return func(r *rng.Rand, own Cell, _ *row) (Cell, bool) {
		runes := []rune(own.Text)
		keep := least - 1
		if r.Below(2) == 0 {
			keep = int(r.Below(uint64(least)))
		}
		own.Text = string(runes[:min(keep, len(runes))])
		return own, !own.Null && own.Text != ""
	}
}

// longer stretches a text beyond the greatest length.
func longer(most int) maker {
	return func(r *rng.Rand, own Cell, _ *row) (Cell, bool) {
		if own.Null || own.Text == "" || most > 1<<16 {
			return own, false
		}
		for length := most + 1 + int(r.Below(20)); utf8.RuneCountInString(own.Text) < length; {
			own.Text += own.Text[len(own.Text)-1:]
		}
		return own, utf8.ValidString(own.Text)
	}
}

// misspelt changes a text in one place.
func misspelt(r *rng.Rand, own Cell, _ *row) (Cell, bool) {
	runes := []rune(own.Text)
	if own.Null || len(runes) == 0 {
		return own, false
	}
	at := int(r.Below(uint64(len(runes))))
	switch r.Below(4) {
	case 0:
		runes[at] = '#'
	case 1:
		runes[at] = []rune("0O1lx?")[r.Below(6)]
	case 2:
		runes = slices.Delete(runes, at, at+1)
	default:
		runes = slices.Insert(runes, at, runes[at])
	}
	own.Text = string(runes)
	return own, own.Text != ""
}

// misformed puts a text that is nearly of a format.
func misformed(format string, f column.Field) maker {
	nearly := map[string][]string{
		"date": {"2024-02-30", "30/02/2024", "2024-13-01", "yesterday"}, "date-time": {"2024-02-30T10:00:00Z", "2024-01-01 25:00", "01/02/2024 10:00", "now"},
		"time": {"25:00:00Z", "10:60", "noon"}, "duration": {"P", "1 day", "PT1"}, "ipv4": {"256.1.1.1", "10.0.0", "10.0.0.0.1"}, "ipv6": {":::", "12345::", "fe80::g"},
		"hostname": {"-a.example", "a_b.example", "a..example"}, "uri": {"http://exa mple", "//[", "not a uri"}, "uri-reference": {"\\\\x", "//["},
		"uuid": {"123e4567-e89b-12d3-a456", "not-a-uuid"}, "json-pointer": {"a/b", "/~2"}, "regex": {"(", "[a-"},
	}[format]
	return func(r *rng.Rand, own Cell, others *row) (Cell, bool) {
		if len(nearly) > 0 && r.Below(2) == 0 || own.Field.Kind != column.Text {
			if len(nearly) == 0 {
				return own, false
			}
			return Cell{Field: f, Text: nearly[r.Below(uint64(len(nearly)))]}, true
		}
		if r.Below(2) == 0 {
			own.Text = strings.Map(func(c rune) rune {
				if strings.ContainsRune("@:.-", c) {
					return ' '
				}
				return c
			}, own.Text)
			return own, !own.Null
		}
		return misspelt(r, own, others)
	}
}

// whole is x rounded to a whole number towards -∞, within what floats hold
// exactly.
func whole(x *big.Rat) (int64, bool) {
	q := new(big.Int).Div(x.Num(), x.Denom())
	return q.Int64(), q.IsInt64() && q.Int64() < exactMax && q.Int64() > -exactMax
}

func float(x *big.Rat) float64 {
	f, _ := x.Float64()
	return min(max(f, -math.MaxFloat64), math.MaxFloat64)
}
