package instance

import (
	"encoding/base64"
	"encoding/json"
	"math/big"
	"unicode/utf8"
)

// checker decides whether values follow nodes: the judge's verdict without
// its messages, some fifty times faster, within a budget of steps. It guides
// the search; the judge has the last word on every instance.
type checker struct {
	steps   int  // left; below 0 every answer is no
	tracked bool // whether the schema has unevaluated keywords anywhere
}

// evaluated are the members or elements that some subschema has looked at.
type evaluated struct {
	everything bool
	names      map[string]bool
	items      map[int]bool
}

func (e *evaluated) name(name string) {
	if e.names == nil {
		e.names = map[string]bool{}
	}
	e.names[name] = true
}

func (e *evaluated) item(i int) {
	if e.items == nil {
		e.items = map[int]bool{}
	}
	e.items[i] = true
}

func (e *evaluated) add(more *evaluated) {
	e.everything = e.everything || more.everything
	for name := range more.names {
		e.name(name)
	}
	for i := range more.items {
		e.item(i)
	}
}

// holds reports whether a value follows n.
func (c *checker) holds(n *node, s *scope, value any) bool {
	var seen evaluated
	return c.check(n, s, value, &seen)
}

func (c *checker) check(n *node, s *scope, value any, seen *evaluated) bool {
	if c.steps--; c.steps < 0 || n.never {
		return false
	}
	s = s.enter(n)
	kind := kindOf(value)
	if n.kinds&kind == 0 || !n.listed(value) {
		return false
	}
	switch value := value.(type) {
	case json.Number:
		if !n.fitsNumber(value) {
			return false
		}
	case string:
		if !n.fitsText(value) {
			return false
		}
	case []any:
		if !c.elements(n, s, value, seen) {
			return false
		}
	case *object:
		if !c.members(n, s, value, seen) {
			return false
		}
	}
	return c.inPlace(n, s, value, seen) && c.unevaluated(n, s, value, seen)
}

// listed checks enum, and the exclusions of a negation.
func (n *node) listed(value any) bool {
	if n.hasEnum && !contains(n.enum, value) {
		return false
	}
	return len(n.excluded) == 0 || !contains(n.excluded, value)
}

func contains(list []any, value any) bool {
	kind, id := kindOf(value), ""
	for _, one := range list {
		if kindOf(one) != kind {
			continue
		}
		if id == "" {
			id = identity(value)
		}
		if identity(one) == id {
			return true
		}
	}
	return false
}

func (n *node) fitsNumber(value json.Number) bool {
	if n.low == nil && n.high == nil && n.step == nil && n.notStep == nil {
		return true
	}
	r := rat(value)
	return n.low.admits(r, 1) && n.high.admits(r, -1) &&
		(n.step == nil || multiple(r, n.step)) && (n.notStep == nil || !multiple(r, n.notStep))
}

func (l *limit) admits(r *big.Rat, sign int) bool {
	if l == nil {
		return true
	}
	c := r.Cmp(l.at) * sign
	return c > 0 || c == 0 && !l.open
}

func multiple(r, step *big.Rat) bool {
	return step.Sign() != 0 && new(big.Rat).Quo(r, step).IsInt()
}

func (n *node) fitsText(value string) bool {
	if n.minLength > 0 || n.maxLength != none {
		length := utf8.RuneCountInString(value)
		if length < n.minLength || n.maxLength != none && length > n.maxLength {
			return false
		}
	}
	return (n.pattern == nil || n.pattern.Match(value)) && (n.notPattern == nil || !n.notPattern.Match(value)) &&
		(n.formatted == nil || n.formatted(value)) && (n.notFormat == nil || !n.notFormat(value)) && n.fitsContent(value)
}

func (n *node) fitsContent(value string) bool {
	content := []byte(value)
	if n.base64 {
		var err error
		if content, err = base64.StdEncoding.DecodeString(value); err != nil {
			return false
		}
	}
	return !n.json || json.Valid(content)
}

func (c *checker) elements(n *node, s *scope, list []any, seen *evaluated) bool {
	if len(list) < n.minItems || n.maxItems != none && len(list) > n.maxItems {
		return false
	}
	if (n.unique || n.repeats) && distinct(list) == n.repeats {
		return false
	}
	matched := 0
	for i, element := range list {
		if item := n.item(i); item != nil {
			if !c.holds(item, s, element) {
				return false
			}
			if c.tracked {
				seen.item(i)
			}
		}
		if n.contains != nil && c.holds(n.contains, s, element) {
			matched++
			if c.tracked && n.containsCounts {
				seen.item(i)
			}
		}
	}
	return n.contains == nil || matched >= n.minContains && (n.maxContains == none || matched <= n.maxContains)
}

func distinct(list []any) bool {
	seen := make(map[string]bool, len(list))
	for _, element := range list {
		id := identity(element)
		if seen[id] {
			return false
		}
		seen[id] = true
	}
	return true
}

func (c *checker) members(n *node, s *scope, o *object, seen *evaluated) bool {
	if len(o.names) < n.minProperties || n.maxProperties != none && len(o.names) > n.maxProperties {
		return false
	}
	for _, name := range n.required {
		if !o.has(name) {
			return false
		}
	}
	for _, name := range n.forbidden {
		if o.has(name) {
			return false
		}
	}
	for _, name := range o.names {
		value, ok := o.members[name], true
		covered := n.at(name, func(child *node) { ok = ok && c.holds(child, s, value) })
		if !ok || n.names != nil && !c.holds(n.names, s, name) {
			return false
		}
		if covered && c.tracked {
			seen.name(name)
		}
	}
	for _, d := range n.switches {
		if !o.has(d.name) {
			continue
		}
		for _, name := range d.required {
			if !o.has(name) {
				return false
			}
		}
		if d.schema != nil && !c.branch(d.schema, s, o, seen) {
			return false
		}
	}
	return true
}

// branch checks an in-place schema; what it evaluated counts if it holds.
func (c *checker) branch(n *node, s *scope, value any, seen *evaluated) bool {
	var below evaluated
	if !c.check(n, s, value, &below) {
		return false
	}
	if c.tracked {
		seen.add(&below)
	}
	return true
}

func (c *checker) inPlace(n *node, s *scope, value any, seen *evaluated) bool {
	for _, one := range n.all {
		if !c.branch(one, s, value, seen) {
			return false
		}
	}
	if n.dynamic != nil && !c.branch(s.resolve(n.dynamic), s, value, seen) {
		return false
	}
	if n.not != nil && (c.holds(n.not, s, value) || c.steps < 0) {
		return false
	}
	if len(n.any) > 0 {
		found := false
		for _, one := range n.any {
			found = c.branch(one, s, value, seen) || found
			if found && !c.tracked {
				break
			}
		}
		if !found {
			return false
		}
	}
	if len(n.one) > 0 {
		found := 0
		for _, one := range n.one {
			if c.branch(one, s, value, seen) {
				if found++; found > 1 {
					return false
				}
			}
		}
		if found != 1 || c.steps < 0 {
			return false
		}
	}
	if n.iff != nil {
		then := n.els
		if c.branch(n.iff, s, value, seen) {
			then = n.then
		}
		if then != nil && !c.branch(then, s.bar(), value, seen) {
			return false
		}
	}
	return true
}

func (c *checker) unevaluated(n *node, s *scope, value any, seen *evaluated) bool {
	switch value := value.(type) {
	case []any:
		if n.unevaluatedItems == nil {
			return true
		}
		for i, element := range value {
			if !seen.everything && !seen.items[i] && !c.holds(n.unevaluatedItems, s, element) {
				return false
			}
		}
		seen.everything = true
	case *object:
		if n.unevaluatedProperties == nil {
			return true
		}
		for _, name := range value.names {
			if !seen.everything && !seen.names[name] && !c.holds(n.unevaluatedProperties, s, value.members[name]) {
				return false
			}
		}
		seen.everything = true
	}
	return true
}
