package instance

import (
	"fmt"
	"slices"
)

// memberWants are the wants on a property of that name.
func (q *search) memberWants(sh *shape, name string) []want {
	var wants []want
	for _, r := range sh.objects {
		r.n.at(name, func(child *node) { wants = append(wants, want{n: child, s: r.s}) })
	}
	for _, o := range sh.owners {
		if o.n.unevaluatedProperties == nil {
			continue
		}
		covered := slices.ContainsFunc(sh.objects, func(r rule) bool {
			return r.owners.sees(o) && r.n.at(name, func(*node) {})
		}) || slices.ContainsFunc(sh.owners, func(inner *owner) bool {
			return inner.n.unevaluatedProperties != nil && inner.up.sees(o)
		})
		if !covered {
			wants = append(wants, want{n: o.n.unevaluatedProperties, s: o.s})
		}
	}
	return wants
}

// maxMembers bounds what minProperties and required can ask for.
const maxMembers = 20_000

// roster is the choice of names for one object.
type roster struct {
	q       *search
	sh      *shape
	order   []string // as the schemas list them, then as they came
	listed  map[string]bool
	chosen  map[string]bool
	refused map[string]bool
}

func (q *search) object(sh *shape, at cell) (any, bool) {
	if most := max(sh.minProperties, len(sh.required)); most > maxMembers {
		q.excess = fmt.Sprintf("%d members, the limit is %d", most, maxMembers)
		return nil, false
	}
	t := roster{q, sh, nil, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, name := range sh.forbidden {
		t.refused[name] = true
	}
	for _, r := range sh.objects {
		for _, p := range r.n.properties {
			t.list(p.name)
		}
	}
	for _, name := range sh.required {
		if !t.choose(name) {
			return nil, false
		}
	}
	t.chooseOptional(at)
	built := map[string]any{}
	for {
		// Required members first: the optional ones get what budget is left.
		for _, name := range append(clip(sh.required), t.order...) {
			if _, done := built[name]; done || !t.chosen[name] {
				continue
			}
			value, ok := q.build(q.memberWants(sh, name), at.under(name))
			if q.exhausted() {
				return nil, false
			}
			if !ok {
				if !t.drop(name) {
					return nil, false
				}
				continue
			}
			built[name] = value
		}
		if len(t.chosen) >= sh.minProperties {
			break
		}
		if !t.chooseMore(sh.minProperties - len(t.chosen)) {
			return nil, false
		}
	}
	o := newObject(len(built))
	for _, name := range t.order {
		if value, ok := built[name]; ok && t.chosen[name] {
			o.put(name, value)
		}
	}
	return o, true
}

func (t *roster) list(name string) {
	if !t.listed[name] {
		t.listed[name] = true
		t.order = append(t.order, name)
	}
}

// choose takes a name and those that must come with it. It reports false, and
// takes none, where one of them cannot be.
func (t *roster) choose(name string) bool {
	var group []string
	todo := []string{name}
	for len(todo) > 0 {
		name, todo = todo[0], todo[1:]
		if t.chosen[name] || slices.Contains(group, name) {
			continue
		}
		if t.refused[name] || !t.allowed(name) {
			return false
		}
		group = append(group, name)
		for _, link := range t.sh.links {
			if link.name == name {
				todo = append(todo, link.required...)
			}
		}
	}
	if limit := t.sh.maxProperties; limit != none && len(t.chosen)+len(group) > limit {
		return false
	}
	for _, name := range group {
		t.chosen[name] = true
		t.list(name)
	}
	return true
}

// allowed reports whether a property of that name may be there at all.
func (t *roster) allowed(name string) bool {
	for _, w := range t.sh.names {
		if !t.q.checker.holds(w.n, w.s, name) {
			return false
		}
	}
	for _, w := range t.q.memberWants(t.sh, name) {
		if w.n.never || w.n.height == unbuildable {
			return false
		}
	}
	return true
}

// drop gives an optional name up; it reports false for one that must be there.
func (t *roster) drop(name string) bool {
	if slices.Contains(t.sh.required, name) {
		return false
	}
	delete(t.chosen, name)
	t.refused[name] = true
	for _, link := range t.sh.links {
		if t.chosen[link.name] && slices.Contains(link.required, name) && !t.drop(link.name) {
			return false
		}
	}
	return true
}

// chooseOptional takes some of the listed names, most in a small object and
// few in a large one, and invents some where none is listed.
func (t *roster) chooseOptional(at cell) {
	if t.q.frugal(at.depth) {
		return
	}
	listed := slices.Clone(t.order)
	room := uint64(max(2, 12-3*at.depth))
	if t.q.thrift > 0 {
		room = 2
	}
	share := min(uint64(75), 100*room/uint64(max(1, len(listed))))
	for _, name := range listed {
		if !t.chosen[name] && t.q.r.Below(100) < share {
			t.choose(name)
		}
	}
	if len(t.chosen) == 0 && len(listed) > 0 {
		t.choose(listed[t.q.r.Below(uint64(len(listed)))])
	}
	if len(t.chosen) == 0 && t.q.thrift == 0 && t.open() {
		t.invent(1 + int(t.q.r.Below(3)))
	}
}

// open reports whether the shape speaks of names that it does not list.
func (t *roster) open() bool {
	for _, r := range t.sh.objects {
		if len(r.n.patterns) > 0 || r.n.additional != nil && !r.n.additional.never {
			return true
		}
	}
	return len(t.sh.names) > 0
}

// chooseMore takes at least so many further names.
func (t *roster) chooseMore(missing int) bool {
	before := len(t.chosen)
	listed := slices.Clone(t.order)
	shuffle(&t.q.r, listed)
	for _, name := range listed {
		if len(t.chosen)-before >= missing {
			return true
		}
		if !t.chosen[name] {
			t.choose(name)
		}
	}
	return t.invent(missing - (len(t.chosen) - before))
}

// invent takes count names that no schema lists: those that patterns match,
// those that propertyNames asks for, and else plain words.
func (t *roster) invent(count int) bool {
	for range 20 + 6*count {
		if count <= 0 || t.q.exhausted() {
			break
		}
		if name, ok := t.invented(); ok && !t.chosen[name] && t.choose(name) {
			count--
		}
	}
	return count <= 0
}

func (t *roster) invented() (string, bool) {
	q := t.q
	var patterns []patternProperty
	for _, r := range t.sh.objects {
		for _, p := range r.n.patterns {
			if !p.schema.never && p.schema.height != unbuildable {
				patterns = append(patterns, p)
			}
		}
	}
	if len(patterns) > 0 && q.r.Below(8) > 0 {
		pattern := patterns[q.r.Below(uint64(len(patterns)))].pattern
		if word := q.word(); pattern.Match(word) {
			return word, true
		}
		return q.matching(pattern, 0, none)
	}
	if len(t.sh.names) > 0 {
		name, ok := q.build(append(clip(t.sh.names), restricted(text, func(*node) {})), cell{name: "key", depth: maxDepth})
		if !ok {
			return "", false
		}
		return name.(string), true
	}
	name := q.word()
	if q.r.Below(4) == 0 || len(t.chosen) > len(commonWords)/2 {
		name += "_" + q.word()
	}
	if len(t.chosen) > 500 {
		name += q.digits(4)
	}
	return name, true
}
