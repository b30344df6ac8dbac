package judge

import (
	"slices"

	"github.com/groflex/groflex/engine/wire"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// v5 has no budget: it applies every branch of every anyOf to a value, so
// twenty $refs that each name the next one twice cost a million steps. These
// limits count the steps beforehand. A step of a failing value costs v5 about
// 70 µs, of a passing one about 2 µs.
const (
	maxFan        = 20_000  // subschemas applied to one place, by the schema alone
	baseSteps     = 100_000 // subschemas applied to a value and everything in it,
	stepsPerValue = 500     // and so many more for every value in it
)

// inPlace are the schemas that s applies to the very value it is given.
func inPlace(s *jsonschema.Schema) []*jsonschema.Schema {
	list := make([]*jsonschema.Schema, 0, 8)
	for _, one := range []*jsonschema.Schema{s.Ref, s.RecursiveRef, s.DynamicRef, s.Not, s.If, s.Then, s.Else} {
		if one != nil {
			list = append(list, one)
		}
	}
	list = append(list, s.AllOf...)
	list = append(list, s.AnyOf...)
	list = append(list, s.OneOf...)
	for _, one := range s.DependentSchemas {
		list = append(list, one)
	}
	for _, one := range s.Dependencies {
		if one, ok := one.(*jsonschema.Schema); ok {
			list = append(list, one)
		}
	}
	return list
}

// beneath are the schemas that s applies to members, names and elements.
func beneath(s *jsonschema.Schema) []*jsonschema.Schema {
	var list []*jsonschema.Schema
	add := func(one any) {
		switch one := one.(type) {
		case *jsonschema.Schema:
			if one != nil {
				list = append(list, one)
			}
		case []*jsonschema.Schema:
			list = append(list, one...)
		}
	}
	for _, one := range []any{s.PropertyNames, s.AdditionalProperties, s.UnevaluatedProperties, s.Items,
		s.AdditionalItems, s.PrefixItems, s.Items2020, s.Contains, s.UnevaluatedItems, s.ContentSchema} {
		add(one)
	}
	for _, one := range s.Properties {
		add(one)
	}
	for _, one := range s.PatternProperties {
		add(one)
	}
	if f := ForeignOf(s); f != nil {
		for _, p := range f.Properties {
			add(p.Schema)
		}
		add(f.Additional)
	}
	return list
}

// checkFan refuses a schema some part of which applies more than maxFan
// subschemas to one value.
func (d *documents) checkFan(root *jsonschema.Schema) error {
	fans := map[*jsonschema.Schema]int{}
	var fan func(s *jsonschema.Schema) int
	fan = func(s *jsonschema.Schema) int {
		if known, ok := fans[s]; ok {
			return known
		}
		fans[s] = 1 // of a loop, which v5 ends by itself
		total := 1
		for _, one := range inPlace(s) {
			total = min(total+fan(one), maxFan+1)
		}
		fans[s] = total
		return total
	}
	var places []string
	seen := map[*jsonschema.Schema]bool{}
	todo := []*jsonschema.Schema{root}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[s] {
			continue
		}
		seen[s] = true
		if fan(s) > maxFan {
			places = append(places, d.place(s.Location))
		}
		todo = append(append(todo, inPlace(s)...), beneath(s)...)
	}
	if len(places) == 0 {
		return nil
	}
	slices.Sort(places)
	return wire.Faults{{Kind: wire.TooLarge, Pointer: places[0],
		Message: "this schema applies more than 20000 subschemas to one value",
		Remedy:  "its $refs multiply; let each name the next one once"}}
}

// affordable walks the value as v5 will and reports whether that takes a
// number of steps in proportion to its size.
func affordable(root *jsonschema.Schema, value any) bool {
	steps := baseSteps + stepsPerValue*values(value)
	return spend(root, value, &steps, 0)
}

// values counts a value and all in it.
func values(value any) int {
	n := 1
	switch value := value.(type) {
	case map[string]any:
		for _, member := range value {
			n += values(member)
		}
	case []any:
		for _, element := range value {
			n += values(element)
		}
	}
	return n
}

func spend(s *jsonschema.Schema, value any, steps *int, depth int) bool {
	if *steps--; *steps < 0 || depth > 5_000 {
		return *steps >= 0
	}
	for _, one := range inPlace(s) {
		if !spend(one, value, steps, depth+1) {
			return false
		}
	}
	switch value := value.(type) {
	case map[string]any:
		for name, member := range value {
			for _, one := range memberSchemas(s, name) {
				if !spend(one, member, steps, depth+1) {
					return false
				}
			}
		}
	case []any:
		for i, element := range value {
			for _, one := range elementSchemas(s, i) {
				if !spend(one, element, steps, depth+1) {
					return false
				}
			}
		}
	}
	return true
}

// memberSchemas are those of s that may apply to a member of that name.
func memberSchemas(s *jsonschema.Schema, name string) []*jsonschema.Schema {
	var list []*jsonschema.Schema
	if one := s.Properties[name]; one != nil {
		list = append(list, one)
	}
	for pattern, one := range s.PatternProperties {
		if pattern.MatchString(name) {
			list = append(list, one)
		}
	}
	if f := ForeignOf(s); f != nil {
		for _, p := range f.Properties {
			list = append(list, p.Schema)
		}
		if f.Additional != nil {
			list = append(list, f.Additional)
		}
	}
	if one, ok := s.AdditionalProperties.(*jsonschema.Schema); ok && len(list) == 0 {
		list = append(list, one)
	}
	if s.UnevaluatedProperties != nil {
		list = append(list, s.UnevaluatedProperties)
	}
	return list
}

// elementSchemas are those of s that may apply to the element at index i.
func elementSchemas(s *jsonschema.Schema, i int) []*jsonschema.Schema {
	var list []*jsonschema.Schema
	switch items := s.Items.(type) {
	case *jsonschema.Schema:
		list = append(list, items)
	case []*jsonschema.Schema:
		if i < len(items) {
			list = append(list, items[i])
		} else if one, ok := s.AdditionalItems.(*jsonschema.Schema); ok {
			list = append(list, one)
		}
	}
	if i < len(s.PrefixItems) {
		list = append(list, s.PrefixItems[i])
	} else if s.Items2020 != nil {
		list = append(list, s.Items2020)
	}
	if s.Contains != nil {
		list = append(list, s.Contains)
	}
	if s.UnevaluatedItems != nil {
		list = append(list, s.UnevaluatedItems)
	}
	return list
}
