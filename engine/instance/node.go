package instance

import (
	"math/big"

	"github.com/groflex/groflex/engine/schema/judge"
)

// node is one subschema, all drafts lowered to one form: $ref is a member of
// all, boolean exclusive bounds are bounds, items arrays are a prefix,
// dependencies are split. Nodes form a graph, as schemas may be recursive.
//
// The zero value of a keyword means that it is absent; counts that may be 0
// use none for that.
type node struct {
	place string // JSON Pointer into the document, for refusals
	never bool   // the schema false

	kinds    kinds
	enum     []any // const is an enum of one
	hasEnum  bool
	examples []any // examples and default

	all      []*node // $ref and allOf
	any      []*node
	one      []*node
	not      *node
	iff      *node
	then     *node
	els      *node
	dynamic  *reference
	anchors  []anchor // of $dynamicAnchor at or below this place
	rebinds  bool     // $recursiveAnchor
	switches []dependency

	low, high *limit
	step      *big.Rat // multipleOf

	minLength, maxLength int
	pattern              *judge.Pattern
	format               string
	formatted            func(any) bool // nil where the format is unknown
	base64, json         bool           // contentEncoding and contentMediaType, where the draft asserts them

	minItems, maxItems       int
	unique                   bool
	prefix                   []*node
	rest                     *node // of elements beyond the prefix
	contains                 *node
	minContains, maxContains int
	containsCounts           bool // elements that contains matches are evaluated (2020-12)
	unevaluatedItems         *node

	minProperties, maxProperties int
	required                     []string
	properties                   []property
	byName                       map[string]*node
	patterns                     []patternProperty
	additional                   *node
	names                        *node // propertyNames
	unevaluatedProperties        *node

	// Only in nodes that negate makes.
	forbidden  []string
	excluded   []any
	notPattern *judge.Pattern
	notFormat  func(any) bool
	notStep    *big.Rat
	repeats    bool // two elements are equal

	mask   kinds // the kinds that values of n may have, refs and branches considered
	height int   // least nesting of a value, unbuildable where there is none
}

const none = -1

type property struct {
	name   string
	schema *node
}

type patternProperty struct {
	pattern *judge.Pattern
	schema  *node
}

// dependency is what the presence of a property asks for.
type dependency struct {
	name     string
	required []string
	schema   *node // or nil
}

// limit is a bound of numbers.
type limit struct {
	at   *big.Rat
	open bool // exclusive
}

// reference is a $dynamicRef, or a $recursiveRef where anchor is "".
type reference struct {
	static *node
	anchor string
}

type anchor struct {
	name   string
	target *node
}

// scope is the path of schemas that led to a place, innermost first, as far
// as $dynamicRef and $recursiveRef care.
type scope struct {
	node   *node
	barred bool // $dynamicRef does not look beyond
	up     *scope
}

// enter is the scope within n.
func (s *scope) enter(n *node) *scope {
	if len(n.anchors) == 0 && !n.rebinds {
		return s
	}
	return &scope{node: n, up: s}
}

// bar is the scope of then and else: v5 takes the schema of the if out.
func (s *scope) bar() *scope { return &scope{barred: true, up: s} }

// resolve is what a dynamic reference means within s: the outermost schema
// on the path that rebinds it.
func (s *scope) resolve(r *reference) *node {
	target := r.static
	if r.anchor == "" {
		if !target.rebinds {
			return target
		}
		for ; s != nil; s = s.up {
			if s.node != nil && s.node.rebinds {
				target = s.node
			}
		}
		return target
	}
	for ; s != nil && !s.barred; s = s.up {
		for _, a := range s.node.anchors {
			if a.name == r.anchor && a.target != r.static {
				target = a.target
				break
			}
		}
	}
	return target
}

// newNode is the schema true.
func newNode() *node {
	return &node{kinds: anything, minLength: none, maxLength: none, minItems: none, maxItems: none,
		minContains: none, maxContains: none, minProperties: none, maxProperties: none}
}

// at is the schema of n for a property, and whether n's own keywords
// (properties, patternProperties, additionalProperties) cover it.
func (n *node) at(name string, visit func(*node)) bool {
	covered := false
	if s, ok := n.byName[name]; ok {
		covered = true
		visit(s)
	}
	for _, p := range n.patterns {
		if p.pattern.Match(name) {
			covered = true
			visit(p.schema)
		}
	}
	if !covered && n.additional != nil {
		covered = true
		visit(n.additional)
	}
	return covered
}

// item is the schema of n for the element at index i, nil where n says
// nothing of it.
func (n *node) item(i int) *node {
	if i < len(n.prefix) {
		return n.prefix[i]
	}
	return n.rest
}
