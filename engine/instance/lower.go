package instance

import (
	"encoding/json"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// lowering turns the graph that v5 compiled, where every $ref is resolved,
// into nodes.
type lowering struct {
	nodes   map[*jsonschema.Schema]*node
	order   []*node
	judge   *judge.Judge
	outline outline
	anchors []anchored
}

// anchored is a schema with a $dynamicAnchor.
type anchored struct {
	schema *jsonschema.Schema
	name   string
}

// lower makes the node of a schema and of all it reaches.
func (l *lowering) lower(s *jsonschema.Schema) *node {
	if s == nil {
		return nil
	}
	if n, ok := l.nodes[s]; ok {
		return n
	}
	n := newNode()
	l.nodes[s] = n
	l.order = append(l.order, n)
	n.place = l.judge.Place(s)
	if s.Always != nil {
		n.never = !*s.Always
		return n
	}
	n.kinds = kindsOf(s.Types)
	if len(s.Constant) > 0 {
		n.enum, n.hasEnum = []any{adopt(s.Constant[0])}, true
	}
	if len(s.Enum) > 0 {
		n.lowerEnum(s.Enum)
	}
	for _, e := range append(slices.Clone(s.Examples), s.Default) {
		if !blank(e) {
			n.examples = append(n.examples, adopt(e))
		}
	}
	l.applicators(n, s)
	lowerNumber(n, s)
	lowerText(n, s)
	l.array(n, s)
	l.object(n, s)
	return n
}

// blank reports whether an example shows nothing: defaults are often empty.
func blank(example any) bool {
	switch example := example.(type) {
	case nil:
		return true
	case string:
		return example == ""
	case []any:
		return len(example) == 0
	case map[string]any:
		return len(example) == 0
	}
	return false
}

// lowerEnum keeps each value once, and those that a const beside it allows.
func (n *node) lowerEnum(values []any) {
	seen := map[string]bool{}
	was := n.enum
	n.enum = nil
	for _, value := range values {
		value = adopt(value)
		id := identity(value)
		if seen[id] || n.hasEnum && identity(was[0]) != id {
			continue
		}
		seen[id] = true
		n.enum = append(n.enum, value)
	}
	n.hasEnum = true
}

func (l *lowering) list(schemas []*jsonschema.Schema) []*node {
	nodes := make([]*node, len(schemas))
	for i, s := range schemas {
		nodes[i] = l.lower(s)
	}
	return nodes
}

func (l *lowering) applicators(n *node, s *jsonschema.Schema) {
	if s.Ref != nil {
		n.all = append(n.all, l.lower(s.Ref))
	}
	n.all = append(n.all, l.list(s.AllOf)...)
	n.any, n.one = l.list(s.AnyOf), l.list(s.OneOf)
	n.not, n.iff, n.then, n.els = l.lower(s.Not), l.lower(s.If), l.lower(s.Then), l.lower(s.Else)
	n.rebinds = s.RecursiveAnchor
	switch {
	case s.RecursiveRef != nil:
		n.dynamic = &reference{static: l.lower(s.RecursiveRef)}
	case s.DynamicRef != nil && s.DynamicRef.DynamicAnchor != "" && !l.outline.pointed[n.place]:
		n.dynamic = &reference{static: l.lower(s.DynamicRef), anchor: s.DynamicRef.DynamicAnchor}
	case s.DynamicRef != nil:
		n.all = append(n.all, l.lower(s.DynamicRef))
	}
	for _, a := range l.anchors {
		if a.schema.Location == s.Location || strings.HasPrefix(a.schema.Location, s.Location+"/") {
			n.anchors = append(n.anchors, anchor{a.name, l.lower(a.schema)})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Dependencies)) {
		switch d := s.Dependencies[name].(type) {
		case []string:
			n.switches = append(n.switches, dependency{name: name, required: d})
		case *jsonschema.Schema:
			n.switches = append(n.switches, dependency{name: name, schema: l.lower(d)})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.DependentRequired)) {
		n.switches = append(n.switches, dependency{name: name, required: s.DependentRequired[name]})
	}
	for _, name := range slices.Sorted(maps.Keys(s.DependentSchemas)) {
		n.switches = append(n.switches, dependency{name: name, schema: l.lower(s.DependentSchemas[name])})
	}
}

func lowerNumber(n *node, s *jsonschema.Schema) {
	closer := func(held *limit, at *big.Rat, open bool, sign int) *limit {
		if at == nil {
			return held
		}
		return tighter(held, &limit{at, open}, sign)
	}
	n.low = closer(closer(nil, s.Minimum, false, 1), s.ExclusiveMinimum, true, 1)
	n.high = closer(closer(nil, s.Maximum, false, -1), s.ExclusiveMaximum, true, -1)
	n.step = s.MultipleOf
}

// tighter is the stricter of two bounds: lower ones with sign 1, upper with -1.
func tighter(a, b *limit, sign int) *limit {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	switch c := a.at.Cmp(b.at) * sign; {
	case c > 0, c == 0 && a.open:
		return a
	}
	return b
}

func lowerText(n *node, s *jsonschema.Schema) {
	n.minLength, n.maxLength = s.MinLength, s.MaxLength
	if s.Pattern != nil {
		n.pattern = judge.Linear(s.Pattern)
	}
	if f := judge.ForeignOf(s); f != nil && f.Pattern != nil {
		n.pattern = f.Pattern
	}
	n.format, n.formatted = s.Format, jsonschema.Formats[s.Format]
	if s.Draft == jsonschema.Draft7 {
		n.base64 = s.ContentEncoding == "base64"
		n.json = s.ContentMediaType == "application/json"
	}
}

func (l *lowering) array(n *node, s *jsonschema.Schema) {
	n.minItems, n.maxItems, n.unique = s.MinItems, s.MaxItems, s.UniqueItems
	switch items := s.Items.(type) {
	case *jsonschema.Schema:
		n.rest = l.lower(items)
	case []*jsonschema.Schema:
		n.prefix = l.list(items)
		switch more := s.AdditionalItems.(type) {
		case *jsonschema.Schema:
			n.rest = l.lower(more)
		case bool:
			n.rest = l.constant(more)
		}
	}
	if s.PrefixItems != nil {
		n.prefix = l.list(s.PrefixItems)
	}
	if s.Items2020 != nil {
		n.rest = l.lower(s.Items2020)
	}
	if s.Contains != nil {
		n.contains, n.containsCounts = l.lower(s.Contains), s.ContainsEval
		n.minContains, n.maxContains = s.MinContains, s.MaxContains
	}
	n.unevaluatedItems = l.lower(s.UnevaluatedItems)
}

func (l *lowering) object(n *node, s *jsonschema.Schema) {
	n.minProperties, n.maxProperties, n.required = s.MinProperties, s.MaxProperties, s.Required
	names := slices.Sorted(maps.Keys(s.Properties))
	rank := l.outline.ranks[n.place]
	slices.SortStableFunc(names, func(a, b string) int { return rank[a] - rank[b] })
	n.byName = make(map[string]*node, len(names))
	for _, name := range names {
		child := l.lower(s.Properties[name])
		n.properties = append(n.properties, property{name, child})
		n.byName[name] = child
	}
	patterns := make([]*regexp.Regexp, 0, len(s.PatternProperties))
	for pattern := range s.PatternProperties {
		patterns = append(patterns, pattern)
	}
	slices.SortFunc(patterns, func(a, b *regexp.Regexp) int { return strings.Compare(a.String(), b.String()) })
	for _, pattern := range patterns {
		n.patterns = append(n.patterns, patternProperty{judge.Linear(pattern), l.lower(s.PatternProperties[pattern])})
	}
	switch more := s.AdditionalProperties.(type) {
	case *jsonschema.Schema:
		n.additional = l.lower(more)
	case bool:
		n.additional = l.constant(more)
	}
	if f := judge.ForeignOf(s); f != nil {
		for _, p := range f.Properties {
			n.patterns = append(n.patterns, patternProperty{p.Pattern, l.lower(p.Schema)})
		}
		if f.Additional != nil {
			n.additional = l.lower(f.Additional)
		} else if f.Closed {
			n.additional = l.constant(false)
		}
	}
	n.names = l.lower(s.PropertyNames)
	n.unevaluatedProperties = l.lower(s.UnevaluatedProperties)
}

// constant is the node of a boolean that v5 keeps as a bool.
func (l *lowering) constant(always bool) *node {
	n := newNode()
	n.never = !always
	l.order = append(l.order, n)
	return n
}

// outline is what v5's graph does not keep of the documents: the order of
// properties, and which $dynamicRefs name an anchor.
type outline struct {
	ranks   map[string]map[string]int // by place of the schema
	pointed map[string]bool           // places whose $dynamicRef is a JSON Pointer
	dynamic []string                  // places of $dynamicAnchor, in order of the text
}

// sketch reads the outline of the main document.
func sketch(doc []byte) (outline, error) {
	o := outline{map[string]map[string]int{}, map[string]bool{}, nil}
	d := json.NewDecoder(strings.NewReader(string(doc)))
	d.UseNumber()
	err := o.value(d, "", "")
	return o, err
}
