package fake

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/wire"
)

// options reads a provider's options by name and collects everything that is
// wrong with them. Read all of them, then ask err.
type options struct {
	given  map[string]any
	known  []string
	faults wire.Faults
}

func read(a Args) *options { return &options{given: a.Options} }

// err is every fault met, with those options that nobody asked for.
func (o *options) err() error {
	slices.Sort(o.known)
	for name := range o.given {
		if slices.Contains(o.known, name) {
			continue
		}
		remedy := "it has no options"
		if len(o.known) > 0 {
			remedy = "its options are " + strings.Join(slices.Compact(o.known), ", ")
		}
		o.faults.Add(wire.Token(name), "unknown option %q", name)
		o.faults[len(o.faults)-1].Remedy = remedy
	}
	slices.SortStableFunc(o.faults, func(a, b wire.Fault) int { return cmp.Compare(a.Pointer, b.Pointer) })
	return o.faults.Err()
}

func (o *options) at(name string) (any, bool) {
	o.known = append(o.known, name)
	v, ok := o.given[name]
	return v, ok && v != nil
}

// number is a number in [least, most].
func (o *options) number(name string, otherwise, least, most float64) float64 {
	v, ok := o.at(name)
	if !ok {
		return otherwise
	}
	x, ok := asFloat(v)
	if !ok {
		o.faults.Add(wire.Token(name), "%v is not a number", v)
		return otherwise
	}
	if !(x >= least && x <= most) {
		o.faults.Add(wire.Token(name), "%v is not in %v to %v", v, least, most)
		return otherwise
	}
	return x
}

// whole is an integer in [least, most], which must be within ±2^53.
func (o *options) whole(name string, otherwise, least, most int64) int64 {
	x := o.number(name, float64(otherwise), float64(least), float64(most))
	if x != math.Trunc(x) {
		o.faults.Add(wire.Token(name), "%v is not a whole number", x)
		return otherwise
	}
	return int64(x)
}

// flag is true or false.
func (o *options) flag(name string, otherwise bool) bool {
	v, ok := o.at(name)
	if !ok {
		return otherwise
	}
	b, ok := v.(bool)
	if !ok {
		o.faults.Add(wire.Token(name), "%v is not true or false", v)
	}
	return b
}

// text is any text.
func (o *options) text(name, otherwise string) string {
	v, ok := o.at(name)
	if !ok {
		return otherwise
	}
	s, ok := v.(string)
	if !ok {
		o.faults.Add(wire.Token(name), "%v is not a text", v)
		return otherwise
	}
	return s
}

// choice is one of the allowed texts; the first where it is not given.
func (o *options) choice(name string, allowed ...string) string {
	s := o.text(name, allowed[0])
	if !slices.Contains(allowed, s) {
		o.faults.Add(wire.Token(name), "%q is not one of %s", s, strings.Join(allowed, ", "))
	}
	return s
}

// weights reads a list of the allowed texts, or an object of weights by text.
// It returns one weight for each allowed text, nil where the option is absent.
func (o *options) weights(name string, allowed []string) []float64 {
	v, ok := o.at(name)
	if !ok {
		return nil
	}
	weights := make([]float64, len(allowed))
	sum := 0.0
	set := func(pointer, key string, value any) {
		w, ok := asFloat(value)
		if i := slices.Index(allowed, key); i < 0 {
			o.faults.Add(pointer, "%q is not known", key)
		} else if !ok || !(w >= 0 && w <= 1e12) {
			o.faults.Add(pointer, "the weight %v is not a number from 0 up", value)
		} else {
			weights[i] = w
			sum += w
		}
	}
	switch v := v.(type) {
	case string:
		set(wire.Token(name), v, 1)
	case []any:
		for _, key := range v {
			s, _ := key.(string)
			set(wire.Token(name), s, 1)
		}
	case map[string]any:
		keys := make([]string, 0, len(v))
		for key := range v {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			set(wire.Token(name)+wire.Token(key), key, v[key])
		}
	default:
		o.faults.Add(wire.Token(name), "%v is neither a list nor an object of weights", v)
		return nil
	}
	if sum == 0 && len(o.faults) == 0 {
		o.faults.Add(wire.Token(name), "no weight is above 0")
	}
	return weights
}

func asFloat(v any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case int:
		return float64(v), true
	case int64:
		return float64(v), true
	case json.Number:
		x, err := v.Float64()
		return x, err == nil
	}
	return 0, false
}
