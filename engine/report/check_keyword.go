package report

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/groflex/groflex/engine/column"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// jsonType is the type of a kind's cells in JSON.
func jsonType(k column.Kind) string {
	switch {
	case k == column.Bool:
		return "boolean"
	case k.Numeric():
		return "number"
	}
	return "string"
}

// kindRule is the keyword type on a field; nil where every cell keeps it.
func kindRule(f *column.Field, types []string, keyword string) *rule {
	if len(types) == 0 {
		return nil
	}
	r := &rule{keyword, "must be " + strings.Join(types, " or "), !slices.Contains(types, "null"), nil}
	if !slices.Contains(types, jsonType(f.Kind)) {
		r.test = always{}
		if f.Kind.Numeric() && slices.Contains(types, "integer") {
			r.test = multiple(f, big.NewRat(1, 1))
		}
	}
	if !r.null && r.test == nil {
		return nil
	}
	return r
}

// oneOf is the test of a cell being equal to one of the values, and whether
// null fails it.
func oneOf(f *column.Field, list []any) (null bool, t test) {
	null = true
	texts := map[string]bool{}
	var numbers []*big.Rat
	for _, x := range list {
		switch x := x.(type) {
		case nil:
			null = false
		case bool:
			if f.Kind == column.Bool {
				numbers = append(numbers, truth(x))
			}
		case json.Number:
			if r, ok := new(big.Rat).SetString(string(x)); ok && f.Kind.Numeric() {
				numbers = append(numbers, r)
			}
		case string:
			texts[x] = true
		}
	}
	if jsonType(f.Kind) != "string" {
		return null, among(f, numbers)
	}
	return null, &unfit{field: f, sift: all, keep: func(text []byte) bool { return texts[string(text)] }}
}

func truth(b bool) *big.Rat {
	if b {
		return big.NewRat(1, 1)
	}
	return new(big.Rat)
}

// listed shows the first of the values.
func listed(list []any) string {
	const most = 8
	var out []string
	for _, x := range list[:min(len(list), most)] {
		text, _ := json.Marshal(x)
		out = append(out, string(text))
	}
	if len(list) > most {
		out = append(out, "…")
	}
	if len(out) == 1 {
		return out[0]
	}
	return "one of " + strings.Join(out, ", ")
}

func numberRules(f *column.Field, s *jsonschema.Schema, add func(keyword, says string, null bool, t test)) {
	bound := func(keyword, says string, r *big.Rat, strict bool, side func(*column.Field, *big.Rat, bool) test) {
		if r != nil {
			x, _ := r.Float64()
			add(keyword, says+string(appendFloat(nil, x)), false, side(f, r, strict))
		}
	}
	bound("minimum", "must be at least ", s.Minimum, false, least)
	bound("maximum", "must be at most ", s.Maximum, false, most)
	bound("exclusiveMinimum", "must be above ", s.ExclusiveMinimum, true, least)
	bound("exclusiveMaximum", "must be below ", s.ExclusiveMaximum, true, most)
	if s.MultipleOf != nil {
		x, _ := s.MultipleOf.Float64()
		add("multipleOf", "must be a multiple of "+string(appendFloat(nil, x)), false, multiple(f, s.MultipleOf))
	}
}

func textRules(f *column.Field, s *jsonschema.Schema, add func(keyword, says string, null bool, t test)) {
	ask := func(keyword, says string, sift sift, keep func([]byte) bool) {
		add(keyword, says, false, &unfit{field: f, sift: sift, keep: keep})
	}
	if s.MinLength > 0 {
		sift, keep := atLeast(s.MinLength)
		ask("minLength", fmt.Sprintf("must be at least %d characters long", s.MinLength), sift, keep)
	}
	if s.MaxLength >= 0 {
		sift, keep := atMost(s.MaxLength)
		ask("maxLength", fmt.Sprintf("must be at most %d characters long", s.MaxLength), sift, keep)
	}
	if s.Pattern != nil {
		ask("pattern", fmt.Sprintf("must match %q", s.Pattern), shaped(s.Pattern), s.Pattern.Match)
	}
	if follows, ok := jsonschema.Formats[s.Format]; ok {
		says := "must be a valid " + s.Format
		if t := stamped(f, s.Format); t != nil {
			add("format", says, false, t)
		} else {
			ask("format", says, usual(s.Format), func(text []byte) bool { return follows(string(text)) })
		}
	}
}

// shaped leaves out texts that surely match a pattern.
func shaped(p *regexp.Regexp) sift {
	if s := fixed(p); s != nil {
		return s.sift
	}
	return all
}

// usual leaves out texts that surely follow a format.
func usual(format string) sift {
	switch format {
	case "email":
		return siftEmails
	case "uuid":
		return shaped(regexp.MustCompile(`^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$`))
	}
	return all
}

// stamped is the test of a date or time that is written as its format wants:
// only years outside 0000 to 9999 fail. Nil for all else.
func stamped(f *column.Field, format string) test {
	first := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(9999, 12, 31, 23, 59, 59, 999_999_000, time.UTC)
	switch {
	case format == "date" && f.Kind == column.Date && layout(f) == dateLayout:
		return outside{first.Unix() / secondsPerDay, last.Unix() / secondsPerDay}
	case format == "date-time" && f.Kind == column.Time && layout(f) == timeLayout:
		return outside{first.UnixMicro(), last.UnixMicro()}
	}
	return nil
}
