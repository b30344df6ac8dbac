package instance

import "fmt"

// Each function below makes a node that holds where one keyword fails.

func absent(name string) *node {
	n := newNode().ready()
	n.forbidden = []string{name}
	return n
}

func present(name string) *node {
	n := newNode().ready()
	n.required = []string{name}
	return n
}

// ready gives a made node what lowering gives the others.
func (n *node) ready() *node {
	n.mask = n.kinds
	return n
}

func restricted(k kinds, set func(*node)) want {
	n := newNode()
	n.kinds = k
	set(n)
	return want{n: n.ready()}
}

// addNegation joins "must not follow n": at least one keyword of n fails.
func (q *search) addNegation(sh *shape, w want) bool {
	ways := q.negate(w.n, w.s)
	if len(ways) == 1 {
		for _, one := range ways[0].wants {
			if !q.add(sh, one) {
				return false
			}
		}
		return true
	}
	if len(ways) > 0 {
		sh.forks = append(sh.forks, fork{ways})
	}
	sh.doubt = true
	return len(ways) > 0
}

// negate lists the ways not to follow n; none where n allows everything. Of
// members, elements and branches without end it takes some.
func (q *search) negate(n *node, outer *scope) []option {
	if n.never {
		return []option{{}}
	}
	q.partial = q.partial || len(n.one) > 2 || len(n.prefix) > 0 || n.rest != nil || len(n.patterns) > 0 || n.additional != nil ||
		n.names != nil || n.unevaluatedItems != nil || n.unevaluatedProperties != nil
	var ways []option
	way := func(wants ...want) { ways = append(ways, option{wants: wants}) }
	s := outer.enter(n)
	fails := func(child *node) want { return want{child, s, true, nil} }
	holds := func(child *node) want { return want{child, s, false, nil} }

	if n.kinds != anything {
		way(restricted(anything&^n.kinds, func(*node) {}))
	}
	if n.hasEnum {
		way(restricted(anything, func(m *node) { m.excluded = n.enum }))
	}
	if len(n.excluded) > 0 {
		way(restricted(anything, func(m *node) { m.enum, m.hasEnum = n.excluded, true }))
	}
	for _, child := range n.all {
		way(fails(child))
	}
	if n.dynamic != nil {
		way(fails(s.resolve(n.dynamic)))
	}
	if n.not != nil {
		way(holds(n.not))
	}
	if len(n.any) > 0 {
		way(each(n.any, fails)...)
	}
	if len(n.one) > 0 {
		way(each(n.one, fails)...)
		for i := 1; i < min(len(n.one), 4); i++ {
			way(holds(n.one[i-1]), holds(n.one[i]))
		}
	}
	if n.iff != nil {
		if n.then != nil {
			way(holds(n.iff), want{n.then, s.bar(), true, nil})
		}
		if n.els != nil {
			way(fails(n.iff), want{n.els, s.bar(), true, nil})
		}
	}
	ways = append(ways, negateNumber(n)...)
	ways = append(ways, negateText(n)...)
	ways = append(ways, negateArray(n, s)...)
	return append(ways, q.negateObject(n, s)...)
}

func each(list []*node, f func(*node) want) []want {
	wants := make([]want, len(list))
	for i, n := range list {
		wants[i] = f(n)
	}
	return wants
}

func options(ways []want) []option {
	list := make([]option, len(ways))
	for i, w := range ways {
		list[i] = option{wants: []want{w}}
	}
	return list
}

func negateNumber(n *node) []option {
	var ways []want
	if n.low != nil {
		ways = append(ways, restricted(number, func(m *node) { m.high = &limit{n.low.at, !n.low.open} }))
	}
	if n.high != nil {
		ways = append(ways, restricted(number, func(m *node) { m.low = &limit{n.high.at, !n.high.open} }))
	}
	if n.step != nil {
		ways = append(ways, restricted(number, func(m *node) { m.notStep = n.step }))
	}
	if n.notStep != nil {
		ways = append(ways, restricted(number, func(m *node) { m.step = n.notStep }))
	}
	return options(ways)
}

func negateText(n *node) []option {
	var ways []want
	if n.minLength > 0 {
		ways = append(ways, restricted(text, func(m *node) { m.maxLength = n.minLength - 1 }))
	}
	if n.maxLength != none {
		ways = append(ways, restricted(text, func(m *node) { m.minLength = n.maxLength + 1 }))
	}
	if n.pattern != nil {
		ways = append(ways, restricted(text, func(m *node) { m.notPattern = n.pattern }))
	}
	if n.notPattern != nil {
		ways = append(ways, restricted(text, func(m *node) { m.pattern = n.notPattern }))
	}
	if n.formatted != nil {
		ways = append(ways, restricted(text, func(m *node) { m.notFormat = n.formatted }))
	}
	if n.base64 || n.json {
		ways = append(ways, restricted(text, func(m *node) {
			m.notFormat = func(v any) bool { s, ok := v.(string); return !ok || n.fitsContent(s) }
		}))
	}
	return options(ways)
}

func negateArray(n *node, s *scope) []option {
	var ways []want
	if n.minItems > 0 {
		ways = append(ways, restricted(array, func(m *node) { m.maxItems = n.minItems - 1 }))
	}
	if n.maxItems != none {
		ways = append(ways, restricted(array, func(m *node) { m.minItems = n.maxItems + 1 }))
	}
	if n.unique {
		ways = append(ways, restricted(array, func(m *node) { m.repeats, m.minItems = true, 2 }))
	}
	if n.repeats {
		ways = append(ways, restricted(array, func(m *node) { m.unique = true }))
	}
	var items []*node
	for _, item := range append(clip(n.prefix), n.rest) {
		if item != nil {
			ways = append(ways, restricted(array, func(m *node) {
				m.prefix = append(clip(items), opposite(item))
				m.minItems = len(m.prefix)
			}))
		}
		items = append(items, newNode().ready())
	}
	if n.contains != nil {
		if n.minContains > 0 {
			ways = append(ways, restricted(array, func(m *node) {
				m.contains, m.minContains, m.maxContains = n.contains, 0, n.minContains-1
			}))
		}
		if n.maxContains != none {
			ways = append(ways, restricted(array, func(m *node) { m.contains, m.minContains = n.contains, n.maxContains+1 }))
		}
	}
	if n.unevaluatedItems != nil {
		ways = append(ways, restricted(array, func(m *node) { m.minItems = len(n.prefix) + 1 }))
	}
	for i := range ways {
		ways[i].s = s
	}
	return options(ways)
}

// opposite is the node of `{"not": n}`.
func opposite(n *node) *node {
	m := newNode().ready()
	m.not = n
	return m
}

func (q *search) negateObject(n *node, s *scope) []option {
	var ways []want
	way := func(set func(*node)) {
		w := restricted(structure, set)
		w.s = s
		ways = append(ways, w)
	}
	with := func(name string, child *node) {
		way(func(m *node) {
			m.required = []string{name}
			m.properties = []property{{name, opposite(child)}}
			m.byName = map[string]*node{name: m.properties[0].schema}
		})
	}
	if n.minProperties > 0 {
		way(func(m *node) { m.maxProperties = n.minProperties - 1 })
	}
	if n.maxProperties != none {
		way(func(m *node) { m.minProperties = n.maxProperties + 1 })
	}
	for _, name := range n.required {
		way(func(m *node) { m.forbidden = []string{name} })
	}
	for _, name := range n.forbidden {
		way(func(m *node) { m.required = []string{name} })
	}
	for _, p := range n.properties {
		with(p.name, p.schema)
	}
	for _, p := range n.patterns {
		if name, ok := q.matching(p.pattern, 0, none); ok {
			with(name, p.schema)
		}
	}
	if n.additional != nil {
		if name, ok := q.fresh(n); ok {
			with(name, n.additional)
		}
	}
	if n.unevaluatedProperties != nil {
		if name, ok := q.fresh(n); ok {
			with(name, n.unevaluatedProperties)
		}
	}
	if n.names != nil {
		if name, ok := q.build([]want{{n.names, s, true, nil}, restricted(text, func(*node) {})}, cell{depth: maxDepth}); ok {
			way(func(m *node) { m.required = []string{name.(string)} })
		}
	}
	list := options(ways)
	for _, d := range n.switches {
		for _, name := range d.required {
			list = append(list, option{wants: []want{{n: present(d.name)}, restricted(structure, func(m *node) { m.forbidden = []string{name} })}})
		}
		if d.schema != nil {
			list = append(list, option{wants: []want{restricted(structure, func(m *node) { m.required = []string{d.name} }), {d.schema, s, true, nil}}})
		}
	}
	return list
}

// fresh is a property name that n's properties and patterns do not cover.
func (q *search) fresh(n *node) (string, bool) {
	for i := range 40 {
		name := q.word()
		if i > 20 {
			name = fmt.Sprintf("%s_%d", name, q.r.Below(1000))
		}
		covered := false
		if _, ok := n.byName[name]; ok {
			covered = true
		}
		for _, p := range n.patterns {
			covered = covered || p.pattern.Match(name)
		}
		if !covered {
			return name, true
		}
	}
	return "", false
}
