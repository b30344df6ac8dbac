package judge

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/wire"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// mark renames a keyword that v5 must not see, because it would compile its
// pattern with Go's regexp, to one that the extension below carries out.
const mark = "x-groflex-ecma-"

// rewrite marks, in place, the keywords whose patterns RE2 cannot express.
// A pattern that no engine reads is a fault.
func rewrite(value any, pointer string) wire.Faults {
	var faults wire.Faults
	switch value := value.(type) {
	case []any:
		for i, element := range value {
			faults = append(faults, rewrite(element, pointer+"/"+strconv.Itoa(i))...)
		}
	case map[string]any:
		for _, keyword := range slices.Sorted(maps.Keys(value)) {
			below, place := value[keyword], pointer+wire.Token(keyword)
			members, ok := below.(map[string]any)
			switch {
			case literal(keyword):
			case holdsSchemas(keyword) && ok:
				for _, name := range slices.Sorted(maps.Keys(members)) {
					faults = append(faults, rewrite(members[name], place+wire.Token(name))...)
				}
			default:
				faults = append(faults, rewrite(below, place)...)
			}
		}
		faults = append(faults, markPatterns(value, pointer)...)
	}
	return faults
}

// literal reports whether a keyword's value is data, not a schema.
func literal(keyword string) bool {
	switch keyword {
	case "enum", "const", "default", "examples", "example", "x-groflex":
		return true
	}
	return false
}

// holdsSchemas reports whether a keyword's value is an object of schemas by
// names that are not keywords.
func holdsSchemas(keyword string) bool {
	switch keyword {
	case "properties", "patternProperties", "definitions", "$defs", "dependencies", "dependentSchemas", "schemas":
		return true
	}
	return false
}

func markPatterns(schema map[string]any, pointer string) wire.Faults {
	var faults wire.Faults
	foreign := func(source, place string) bool {
		if _, err := regexp.Compile(source); err == nil {
			return false
		}
		_, err := CompilePattern(source)
		if err != nil {
			faults.Add(place, "the pattern %q cannot be read: %s", source, err)
			faults[len(faults)-1].Remedy = "write it as an ECMAScript regular expression, one that Go's regexp reads too if you can"
		}
		return err == nil
	}
	rename := func(keyword string) {
		if value, ok := schema[keyword]; ok {
			delete(schema, keyword)
			schema[mark+keyword] = value
		}
	}
	if source, ok := schema["pattern"].(string); ok && foreign(source, pointer+"/pattern") {
		rename("pattern")
	}
	if members, ok := schema["patternProperties"].(map[string]any); ok {
		any := false
		for _, source := range slices.Sorted(maps.Keys(members)) {
			any = foreign(source, pointer+"/patternProperties"+wire.Token(source)) || any
		}
		if any {
			rename("patternProperties")
			rename("additionalProperties")
		}
	}
	return faults
}

// Foreign is what the extension holds of one schema.
type Foreign struct {
	Pattern    *Pattern
	Properties []PatternSchema    // by pattern, sorted
	Additional *jsonschema.Schema // of names that neither properties nor the patterns name
	Closed     bool               // there may be no such names
	known      map[string]bool    // names in properties
}

// PatternSchema is a member of patternProperties.
type PatternSchema struct {
	Pattern *Pattern
	Schema  *jsonschema.Schema
}

// ForeignOf is what the extension holds of s, nil where it holds nothing.
func ForeignOf(s *jsonschema.Schema) *Foreign {
	f, _ := s.Extensions["ecma"].(*Foreign)
	return f
}

// ecma compiles marked keywords.
type ecma struct{}

func (ecma) Compile(ctx jsonschema.CompilerContext, m map[string]any) (jsonschema.ExtSchema, error) {
	f := &Foreign{known: map[string]bool{}}
	found := false
	if source, ok := m[mark+"pattern"].(string); ok {
		found = true
		var err error
		if f.Pattern, err = CompilePattern(source); err != nil {
			return nil, err
		}
	}
	if members, ok := m[mark+"patternProperties"].(map[string]any); ok {
		found = true
		for _, source := range slices.Sorted(maps.Keys(members)) {
			p, err := CompilePattern(source)
			if err != nil {
				return nil, err
			}
			s, err := ctx.Compile(mark+"patternProperties/"+fragment(wire.Token(source)[1:]), false)
			if err != nil {
				return nil, err
			}
			f.Properties = append(f.Properties, PatternSchema{p, s})
		}
		switch m[mark+"additionalProperties"].(type) {
		case bool: // not a schema in draft 4
			f.Closed = m[mark+"additionalProperties"] == false
		case map[string]any:
			var err error
			if f.Additional, err = ctx.Compile(mark+"additionalProperties", false); err != nil {
				return nil, err
			}
		}
		if properties, ok := m["properties"].(map[string]any); ok {
			for name := range properties {
				f.known[name] = true
			}
		}
	}
	if !found {
		return nil, nil
	}
	return f, nil
}

// Validate carries the marked keywords out.
func (f *Foreign) Validate(ctx jsonschema.ValidationContext, value any) error {
	var errs []error
	switch value := value.(type) {
	case string:
		if f.Pattern != nil && !f.Pattern.Match(value) {
			return ctx.Error(mark+"pattern", "does not match pattern %q", f.Pattern.Source)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			known := f.known[name]
			check := func(s *jsonschema.Schema, keyword string) {
				ctx.EvaluatedProp(name)
				if err := ctx.Validate(s, keyword, value[name], fragment(wire.Token(name)[1:])); err != nil {
					errs = append(errs, err)
				}
			}
			for _, p := range f.Properties {
				if p.Pattern.Match(name) {
					known = true
					check(p.Schema, mark+"patternProperties/"+fragment(wire.Token(p.Pattern.Source)[1:]))
				}
			}
			if !known && f.Closed {
				errs = append(errs, ctx.Error(mark+"additionalProperties", "additionalProperties %q not allowed", name))
			}
			if !known && f.Additional != nil {
				check(f.Additional, mark+"additionalProperties")
			}
		}
	}
	switch len(errs) {
	case 0:
		return nil
	case 1:
		return errs[0]
	}
	return jsonschema.ValidationError{}.Group(ctx.Error("", ""), errs...)
}

// unmark is a keyword location as the user wrote it.
func unmark(pointer string) string { return strings.ReplaceAll(pointer, mark, "") }
