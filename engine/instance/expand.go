package instance

import "math/big"

// add joins a want to a shape. It reports false where the two contradict each
// other by what can be seen without choosing branches.
func (q *search) add(sh *shape, w want) bool {
	if q.work--; q.work < 0 {
		return false
	}
	if w.not {
		return q.addNegation(sh, w)
	}
	n := w.n
	if n.never || n.height == unbuildable {
		return false
	}
	s := w.s.enter(n)
	if n.unevaluatedItems != nil || n.unevaluatedProperties != nil {
		w.owners = &owner{n, s, w.owners}
		sh.owners = append(sh.owners, w.owners)
		sh.doubt = true
	}
	if sh.kinds &= n.mask; sh.kinds == 0 {
		return false
	}
	sh.addEnum(n)
	sh.examples = append(sh.examples, n.examples...)
	sh.addNumber(n)
	sh.addText(n)
	sh.addArray(rule{n, s, w.owners})
	sh.addObject(rule{n, s, w.owners})

	within := func(child *node) want { return want{child, s, false, w.owners} }
	for _, child := range n.all {
		if !q.add(sh, within(child)) {
			return false
		}
	}
	if n.dynamic != nil && !q.add(sh, within(s.resolve(n.dynamic))) {
		return false
	}
	if n.not != nil && !q.add(sh, want{n.not, s, true, nil}) {
		return false
	}
	if len(n.any) > 0 {
		sh.forks = append(sh.forks, anyOf(n.any, within, w.owners != nil))
	}
	if len(n.one) > 0 {
		sh.forks = append(sh.forks, q.oneOf(n, s, w.owners))
	}
	if n.iff != nil && (n.then != nil || n.els != nil || len(sh.owners) > 0) {
		holds := option{wants: []want{within(n.iff)}}
		fails := option{wants: []want{{n.iff, s, true, nil}}}
		if n.then != nil {
			holds.wants = append(holds.wants, want{n.then, s.bar(), false, w.owners})
		}
		if n.els != nil {
			fails.wants = append(fails.wants, want{n.els, s.bar(), false, w.owners})
		}
		sh.forks = append(sh.forks, fork{[]option{holds, fails}})
	}
	for _, d := range n.switches {
		if d.schema == nil {
			sh.links = append(sh.links, d)
			continue
		}
		sh.forks = append(sh.forks, fork{[]option{
			{wants: []want{{n: absent(d.name)}}},
			{wants: []want{{n: present(d.name)}, within(d.schema)}},
		}})
	}
	return true
}

// anyOf is the choice of one branch; where unevaluated keywords look on, also
// of several, which evaluate more.
func anyOf(branches []*node, within func(*node) want, several bool) fork {
	f := fork{}
	for i, child := range branches {
		f.options = append(f.options, option{wants: []want{within(child)}})
		for _, other := range branches[i+1:] {
			if several && len(branches) <= 6 {
				f.options = append(f.options, option{wants: []want{within(child), within(other)}})
			}
		}
	}
	if several && len(branches) > 2 {
		f.options = append(f.options, option{wants: each(branches, within)})
	}
	return f
}

// oneOf is the choice of one branch, the others left in debt but for those
// that were found to hold with it.
func (q *search) oneOf(n *node, s *scope, owners *owner) fork {
	q.work -= len(n.one) / 8
	f := fork{options: make([]option, len(n.one))}
	for i, child := range n.one {
		o := option{wants: []want{{child, s, false, owners}}, debt: &debt{n, s, i}}
		for _, other := range q.eager[child] {
			o.wants = append(o.wants, want{other, s, true, nil})
		}
		f.options[i] = o
	}
	return f
}

func (sh *shape) addEnum(n *node) {
	sh.excluded = append(sh.excluded, n.excluded...)
	if !n.hasEnum {
		return
	}
	if !sh.hasEnum {
		sh.enum, sh.hasEnum = n.enum, true
		return
	}
	var both []any
	for _, value := range sh.enum {
		if contains(n.enum, value) {
			both = append(both, value)
		}
	}
	sh.enum = both
}

func (sh *shape) addNumber(n *node) {
	sh.low, sh.high = tighter(sh.low, n.low, 1), tighter(sh.high, n.high, -1)
	for _, s := range []struct {
		step *big.Rat
		list *[]*big.Rat
	}{{n.step, &sh.steps}, {n.notStep, &sh.notSteps}} {
		if s.step != nil {
			*s.list = append(*s.list, s.step)
		}
	}
}

func (sh *shape) addText(n *node) {
	sh.minLength, sh.maxLength = max(sh.minLength, n.minLength), least(sh.maxLength, n.maxLength)
	if n.pattern != nil || n.notPattern != nil || n.format != "" || n.notFormat != nil || n.base64 || n.json {
		sh.texts = append(sh.texts, n)
	}
}

func (sh *shape) addArray(r rule) {
	n := r.n
	sh.minItems, sh.maxItems = max(sh.minItems, n.minItems), least(sh.maxItems, n.maxItems)
	sh.unique, sh.repeats = sh.unique || n.unique, sh.repeats || n.repeats
	if len(n.prefix) > 0 || n.rest != nil {
		sh.arrays = append(sh.arrays, r)
	}
	if n.contains != nil {
		sh.contains = append(sh.contains, r)
		sh.doubt = true
	}
	sh.doubt = sh.doubt || n.unique || n.repeats
}

func (sh *shape) addObject(r rule) {
	n := r.n
	sh.minProperties, sh.maxProperties = max(sh.minProperties, n.minProperties), least(sh.maxProperties, n.maxProperties)
	sh.required, sh.forbidden = require(sh.required, n.required), require(sh.forbidden, n.forbidden)
	if len(n.properties) > 0 || len(n.patterns) > 0 || n.additional != nil {
		sh.objects = append(sh.objects, r)
	}
	if n.names != nil {
		sh.names = append(sh.names, want{n: n.names, s: r.s})
	}
}

// least is the smaller of two maxima, either of which may be none.
func least(a, b int) int {
	if a == none || b != none && b < a {
		return b
	}
	return a
}
