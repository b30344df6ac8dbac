package report

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// plan divides the schema between column checks and the judge. What the judge
// gets is the schema without what the columns see to: the keywords keep their
// places.
func (c *Checker) plan(j *judge.Judge) {
	root := j.Root()
	if len(root.Types) > 0 && !slices.Contains(root.Types, "object") {
		c.rows = append(c.rows, refuse(j.Place(root)+"/type", "must be of another type than object"))
		return
	}
	rest := *root // for the judge
	rest.Types, rest.Required, rest.Properties = nil, nil, map[string]*jsonschema.Schema{}
	if len(root.Required) > 0 {
		c.rows = append(c.rows, require(c.fields, root.Required, j.Place(root)+"/required"))
	}
	if allowed, ok := root.AdditionalProperties.(bool); ok && len(root.PatternProperties) == 0 && !foreign(root) {
		rest.AdditionalProperties = nil
		if extra := c.unnamed(root); !allowed && len(extra) > 0 {
			c.rows = append(c.rows, forbid(c.fields, extra, j.Place(root)+"/additionalProperties"))
		}
	}
	yes := true
	for i := range c.fields {
		f := &c.fields[i]
		s, ok := root.Properties[f.Name]
		if !ok {
			continue
		}
		k := check{column: i, instance: wire.Token(f.Name)}
		if !compile(j, &k, f, s, 0) {
			rest.Properties[f.Name] = s
			c.judged = append(c.judged, i)
			continue
		}
		c.columns = append(c.columns, k)
		rest.Properties[f.Name] = &jsonschema.Schema{Always: &yes}
	}
	if whole(&rest) {
		c.judged = c.judged[:0]
		for i := range c.fields {
			c.judged = append(c.judged, i)
		}
	}
	if len(c.judged) > 0 || whole(&rest) {
		c.judge = j.Around(&rest)
	}
}

// unnamed is the columns that properties does not name.
func (c *Checker) unnamed(root *jsonschema.Schema) (columns []int) {
	for i := range c.fields {
		if _, ok := root.Properties[c.fields[i].Name]; !ok {
			columns = append(columns, i)
		}
	}
	return columns
}

// foreign reports whether a schema has keywords that v5 knows by extension
// only.
func foreign(s *jsonschema.Schema) bool { return judge.ForeignOf(s) != nil }

// whole reports whether a schema says something of records as wholes.
func whole(s *jsonschema.Schema) bool {
	return s.Always != nil || several(s) || foreign(s) || s.Ref != nil || len(s.AllOf) > 0 ||
		len(s.Enum) > 0 || len(s.Constant) > 0 ||
		s.MinProperties >= 0 || s.MaxProperties >= 0 || s.PropertyNames != nil || s.RegexProperties ||
		len(s.PatternProperties) > 0 || s.AdditionalProperties != nil || s.UnevaluatedProperties != nil ||
		len(s.Dependencies) > 0 || len(s.DependentRequired) > 0 || len(s.DependentSchemas) > 0
}

// several reports whether a schema has a keyword that joins verdicts of other
// schemas, other than by "and".
func several(s *jsonschema.Schema) bool {
	return s.Not != nil || len(s.AnyOf) > 0 || len(s.OneOf) > 0 || s.If != nil || s.RecursiveRef != nil || s.DynamicRef != nil
}

// deepest is how many $refs and allOfs a column check follows.
const deepest = 16

// compile makes k check what s says of a field's cells, none of which is an
// array or an object. It reports false where that takes the judge.
func compile(j *judge.Judge, k *check, f *column.Field, s *jsonschema.Schema, depth int) bool {
	if s.Always != nil {
		if !*s.Always {
			k.kind = &rule{j.Place(s), "must not be there", true, always{}}
		}
		return true
	}
	// Before 2019-09, v5 asserts contentEncoding and contentMediaType.
	content := s.ContentEncoding != "" || s.ContentMediaType != ""
	asserted := s.Draft != jsonschema.Draft2020 && s.Draft != jsonschema.Draft2019
	if f.Kind == column.JSON || depth > deepest || several(s) || foreign(s) || content && asserted {
		return false
	}
	k.kind = kindRule(f, s.Types, j.Place(s)+"/type")
	add := func(keyword, says string, null bool, t test) {
		if t != nil || null {
			k.rules = append(k.rules, rule{j.Place(s) + "/" + keyword, says, null, t})
		}
	}
	if len(s.Enum) > 0 {
		null, t := oneOf(f, s.Enum)
		add("enum", "must be "+listed(s.Enum), null, t)
	}
	if len(s.Constant) > 0 {
		null, t := oneOf(f, s.Constant)
		add("const", "must be "+listed(s.Constant), null, t)
	}
	if f.Kind.Numeric() {
		numberRules(f, s, add)
	} else if f.Kind != column.Bool {
		textRules(f, s, add)
	}
	under := s.AllOf
	if s.Ref != nil {
		under = append([]*jsonschema.Schema{s.Ref}, under...)
	}
	for _, b := range under {
		node := check{column: k.column, instance: k.instance}
		if !compile(j, &node, f, b, depth+1) {
			return false
		}
		k.below = append(k.below, node)
	}
	return true
}
