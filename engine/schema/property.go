package schema

import (
	"encoding/json"
	"math"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// applicators are the keywords that make a schema more than a flat cell or a
// flat table: engine/instance is for those.
var applicators = []string{
	"$ref", "$dynamicRef", "$recursiveRef", "allOf", "anyOf", "oneOf", "not", "if", "then", "else",
	"dependentSchemas", "dependentRequired", "dependencies", "propertyNames", "patternProperties",
	"minProperties", "maxProperties", "unevaluatedProperties", "unevaluatedItems",
	"items", "prefixItems", "contains", "additionalItems", "minItems", "maxItems", "uniqueItems",
}

// flatTable reports whether a document is an object with named cells and
// nothing that ties them together but x-groflex.
func flatTable(doc []member) bool {
	for _, m := range doc {
		if slices.Contains(applicators, m.Name) || m.Name == "enum" || m.Name == "const" {
			return false
		}
		if m.Name == "type" && string(m.Value) != `"object"` {
			return false
		}
		if m.Name == "additionalProperties" && (len(m.Value) == 0 || m.Value[0] == '{') {
			return false
		}
	}
	properties, ok := members(find(doc, "properties"))
	return ok && len(properties) > 0 && len(properties) <= maxColumns
}

// maxColumns bounds a flat table: a column has a block's memory of its own.
// Wider objects are drawn value by value.
const maxColumns = 4_000

// parseColumn reads one property; flat is false where it does not fit a cell.
func parseColumn(name, pointer string, raw json.RawMessage, faults *wire.Faults) (c Column, flat bool) {
	list, ok := members(raw)
	if !ok {
		return c, false
	}
	for _, m := range list {
		if slices.Contains(applicators, m.Name) || m.Name == "properties" {
			return c, false
		}
		// Draft 4's boolean bounds are engine/instance's to read.
		if strings.HasPrefix(m.Name, "exclusiveM") && (string(m.Value) == "true" || string(m.Value) == "false") {
			return c, false
		}
	}
	c = Column{Pointer: pointer, Field: column.Field{Name: name}}
	if err := json.Unmarshal(raw, &c.Keywords); err != nil {
		*faults = append(*faults, typeFault(pointer, err)...)
		return c, true
	}
	c.Keywords.raw = raw
	kind, nullable, ok := kindOf(find(list, "type"), &c.Keywords)
	if !ok {
		return c, false
	}
	if kind == column.Int && !c.Keywords.exact() {
		return c, false
	}
	c.Field.Kind, c.Nullable = kind, nullable
	if kind == column.Decimal {
		c.Field.Scale = decimals(*c.Keywords.MultipleOf)
		c.Field.Places = c.Field.Scale
	}
	if x := find(list, Extension); x != nil {
		c.Fill = parseFill(x, pointer+"/"+Extension, &c, faults)
	}
	return c, true
}

// kindOf chooses a cell's kind from the type keyword, or from the values.
func kindOf(raw json.RawMessage, k *Keywords) (kind column.Kind, nullable, ok bool) {
	var types []string
	var one string
	switch {
	case raw == nil:
		types = valueTypes(k)
	case json.Unmarshal(raw, &one) == nil:
		types = []string{one}
	default:
		if json.Unmarshal(raw, &types) != nil {
			return 0, false, false
		}
	}
	nullable = slices.Contains(types, "null")
	types = slices.DeleteFunc(slices.Clone(types), func(t string) bool { return t == "null" })
	if len(types) != 1 {
		return 0, nullable, false
	}
	switch types[0] {
	case "boolean":
		return column.Bool, nullable, true
	case "integer":
		return column.Int, nullable, true
	case "number":
		if k.MultipleOf != nil && decimals(*k.MultipleOf) > 0 {
			return column.Decimal, nullable, true
		}
		return column.Float, nullable, true
	case "string":
		switch {
		case len(k.Enum) > 0 || k.Const != nil || k.Pattern != "" || k.MinLength != nil || k.MaxLength != nil:
		case k.Format == "date":
			return column.Date, nullable, true
		case k.Format == "date-time":
			return column.Time, nullable, true
		}
		return column.Text, nullable, true
	}
	return 0, nullable, false
}

// exact reports whether a float64 counts the whole numbers around every number
// that the keywords name, as the cells of a column need.
func (k *Keywords) exact() bool {
	const most = 1 << 53
	within := func(x *float64) bool { return x == nil || *x > -most && *x < most }
	for _, raw := range append(slices.Clone(k.Enum), k.Const) {
		var x float64
		if json.Unmarshal(raw, &x) == nil && !within(&x) {
			return false
		}
	}
	return within(k.Minimum) && within(k.Maximum) && within(k.ExclusiveMinimum) && within(k.ExclusiveMaximum)
}

// valueTypes guesses the type of a property that does not say it.
func valueTypes(k *Keywords) []string {
	values := k.Enum
	if k.Const != nil {
		values = []json.RawMessage{k.Const}
	}
	var types []string
	for _, v := range values {
		t := map[byte]string{'"': "string", 't': "boolean", 'f': "boolean", 'n': "null", '{': "object", '[': "array"}[v[0]]
		if t == "" {
			t = "number"
		}
		if !slices.Contains(types, t) {
			types = append(types, t)
		}
	}
	switch {
	case len(types) > 0:
	case k.Pattern != "" || k.Format != "" || k.MinLength != nil || k.MaxLength != nil:
		types = []string{"string"}
	case k.Minimum != nil || k.Maximum != nil || k.MultipleOf != nil:
		types = []string{"number"}
	}
	return types
}

// decimals is k where step is 10^-k, 1 ≤ k ≤ 9, and else 0.
func decimals(step float64) uint8 {
	power := 1.0
	for k := uint8(1); k <= 9; k++ {
		power *= 10
		if math.Abs(float64(step*power)-1) < 1e-9 {
			return k
		}
	}
	return 0
}
