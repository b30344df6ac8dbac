package instance

import (
	"fmt"
	"slices"

	"github.com/groflex/groflex/engine/rng"
)

const (
	maxDepth   = 5      // of nesting, beyond which a value is as small as it can be
	maxNesting = 100    // of any value: a browser's stack ends some hundred levels further on
	maxValues  = 300    // in an instance, beyond which the same
	tries      = 6      // at one place, each with other branches
	workLimit  = 60_000 // wants joined and values made, in one attempt at an instance
	stepLimit  = 400_000

	maxRemembered = 8 // siblings of one branch, at a time
)

// search draws one instance. What it does depends on its random source and
// its budgets, never on a clock.
type search struct {
	r       rng.Rand
	checker checker
	work    int
	values  int               // made so far
	thrift  int               // 0: lavish; 1: few optional parts; 2: none
	eager   map[*node][]*node // by branch of a oneOf: siblings found to hold with it
	partial bool              // a negation left some of its ways out: its failure proves nothing
	failure failure
	excess  string // what was asked for beyond all bounds, last
	walkers walkers
}

// cell is the place a value is drawn for.
type cell struct {
	name  string // of the property it becomes
	owner string // name of the property that holds that one
	depth int
	avoid map[string]bool // identities of the values it must differ from
}

func (c cell) under(name string) cell { return cell{name: name, owner: c.name, depth: c.depth + 1} }

// topic is what the value is about: a bare "name" or "state" is its owner's.
func (c cell) topic() string {
	if c.owner != "" && (c.name == "name" || c.name == "state") {
		return c.owner + "_" + c.name
	}
	return c.name
}

// frugal reports whether only what must be there should be.
func (q *search) frugal(depth int) bool {
	return q.thrift > 1 || depth >= maxDepth || q.values > maxValues
}

func (q *search) exhausted() bool { return q.work < 0 || q.checker.steps < 0 }

// build draws a value that all wants allow. It reports false where it found
// none; q.failure then says what it knows.
func (q *search) build(wants []want, at cell) (any, bool) {
	q.values++
	if q.work--; at.depth > maxNesting {
		q.excess = fmt.Sprintf("values nested more than %d deep, that is the limit", maxNesting)
		return nil, false
	}
	for try := range tries {
		sh := newShape()
		sh.avoid = at.avoid
		joined := true
		for _, w := range wants {
			joined = joined && q.add(&sh, w)
		}
		if !joined || !sh.settle() || !q.solve(&sh, q.frugal(at.depth) && try%2 == 0) {
			if !q.exhausted() {
				q.fail(wants, try == 0 && at.avoid == nil)
			}
			return nil, false
		}
		value, ok := q.draw(&sh, wants, at)
		if q.exhausted() {
			return nil, false
		}
		if ok && q.settled(&sh, wants, value) {
			return value, true
		}
	}
	q.fail(wants, false)
	return nil, false
}

// settled checks what drawing could not take care of, and remembers which
// oneOf siblings got in the way.
func (q *search) settled(sh *shape, wants []want, value any) bool {
	ok := true
	for _, d := range sh.later {
		ok = q.paid(d, value) && ok
	}
	if sh.excludes(value) {
		return false
	}
	return ok && (!sh.doubt || q.allows(wants, value))
}

// paid reports whether a value follows no sibling of a chosen branch. Some of
// those it follows are remembered.
func (q *search) paid(d *debt, value any) bool {
	branch, kind, found := d.n.one[d.chosen], kindOf(value), 0
	for i, other := range d.n.one {
		if i == d.chosen || other.mask&kind == 0 || !q.checker.holds(other, d.s, value) {
			continue
		}
		if !slices.Contains(q.eager[branch], other) {
			q.eager[branch] = append(q.eager[branch], other)
		}
		if found++; found == maxRemembered {
			break
		}
	}
	return found == 0
}

func (q *search) allows(wants []want, value any) bool {
	for _, w := range wants {
		if q.checker.holds(w.n, w.s, value) == w.not || q.checker.steps < 0 {
			return false
		}
	}
	return true
}

// solve chooses a branch at every fork of the shape, in random order, or the
// shallow ones first, going back where a choice contradicts the rest.
func (q *search) solve(sh *shape, shallow bool) bool {
	if len(sh.forks) == 0 {
		return true
	}
	i := q.narrowest(sh)
	f := sh.forks[i]
	sh.forks = append(clip(sh.forks[:i]), sh.forks[i+1:]...)
	for _, o := range q.ranked(f.options, shallow) {
		trial := sh.copy()
		if o.debt != nil {
			trial.later = append(trial.later, o.debt)
		}
		joined := true
		for _, w := range o.wants {
			joined = joined && q.add(&trial, w)
		}
		if joined && trial.settle() && q.plausible(&trial, 2) && q.solve(&trial, shallow) {
			*sh = trial
			return true
		}
		if q.exhausted() {
			return false
		}
	}
	return false
}

// narrowest is the fork with the fewest branches that the kinds allow.
func (q *search) narrowest(sh *shape) int {
	best, fewest := 0, -1
	for i, f := range sh.forks {
		open := 0
		for _, o := range f.options {
			if o.possible(sh.kinds) {
				open++
			}
		}
		if fewest < 0 || open < fewest {
			best, fewest = i, open
		}
	}
	return best
}

func (o option) possible(k kinds) bool {
	for _, w := range o.wants {
		if !w.not {
			if k &= w.n.mask; k == 0 || w.n.height == unbuildable {
				return false
			}
		}
	}
	return true
}

// height is the least nesting that an option asks for. What must not hold
// asks for none, but counts as flat object: else a chain of ifs would end in
// its last one, however deep, for want of another.
func (o option) height() int {
	h := 0
	for _, w := range o.wants {
		if w.not {
			h = max(h, 2)
		} else {
			h = max(h, w.n.height)
		}
	}
	return h
}

// ranked shuffles options, or puts the shallow ones first.
func (q *search) ranked(list []option, shallow bool) []option {
	list = slices.Clone(list)
	shuffle(&q.r, list)
	if shallow {
		slices.SortStableFunc(list, func(a, b option) int { return a.height() - b.height() })
	}
	return list
}

func shuffle[T any](r *rng.Rand, list []T) {
	for i := len(list) - 1; i > 0; i-- {
		j := int(r.Below(uint64(i + 1)))
		list[i], list[j] = list[j], list[i]
	}
}

// plausible looks ahead at the properties that must be there: whether the
// wants on each, joined, contradict each other.
func (q *search) plausible(sh *shape, depth int) bool {
	if depth == 0 || sh.kinds != structure {
		return true
	}
	for _, name := range sh.required {
		child := newShape()
		for _, w := range q.memberWants(sh, name) {
			if !q.add(&child, w) {
				return false
			}
		}
		if !child.settle() || !q.plausible(&child, depth-1) {
			return false
		}
	}
	return true
}

// draw makes a value of a solved shape, of a kind chosen by chance.
func (q *search) draw(sh *shape, wants []want, at cell) (any, bool) {
	if sh.hasEnum {
		return q.pick(sh.enum, wants)
	}
	if len(sh.examples) > 0 && q.r.Below(2) == 0 {
		fitting := slices.DeleteFunc(slices.Clone(sh.examples), func(e any) bool {
			return kindOf(e)&sh.kinds == 0 || kindOf(e)&(array|structure) != 0 && q.r.Below(3) > 0
		})
		if value, ok := q.pick(fitting, wants); ok {
			return value, true
		}
	}
	for _, kind := range q.preference(sh, at) {
		if value, ok := q.drawKind(sh, kind, at); ok {
			return value, true
		}
		if q.exhausted() {
			return nil, false
		}
	}
	return nil, false
}

// pick takes one of the values that the wants allow.
func (q *search) pick(values []any, wants []want) (any, bool) {
	values = slices.Clone(values)
	shuffle(&q.r, values)
	for _, value := range values {
		if q.allows(wants, value) {
			return value, true
		}
	}
	return nil, false
}

func (q *search) drawKind(sh *shape, kind kinds, at cell) (any, bool) {
	switch kind {
	case null:
		return nil, true
	case boolean:
		return q.boolean(sh)
	case whole, fraction:
		return q.number(sh, kind, at.name)
	case text:
		return q.text(sh, at)
	case array:
		return q.array(sh, at)
	}
	return q.object(sh, at)
}

func (q *search) boolean(sh *shape) (any, bool) {
	value := q.r.Below(2) == 0
	if sh.excludes(value) {
		value = !value
	}
	return value, true
}

// preference orders the kinds a shape allows: those it says most about first,
// null last but for one time in ten.
func (q *search) preference(sh *shape, at cell) []kinds {
	type ranked struct {
		kind   kinds
		weight uint64
	}
	var list []ranked
	for _, kind := range []kinds{null, boolean, whole, fraction, text, array, structure} {
		if sh.kinds&kind == 0 {
			continue
		}
		weight := uint64(10)
		switch {
		case kind == null:
			weight = 2
		case kind == structure && (len(sh.objects) > 0 || len(sh.required) > 0 || sh.minProperties > 0):
			weight = 200
		case kind == array && (len(sh.arrays) > 0 || len(sh.contains) > 0 || sh.minItems > 0):
			weight = 100
		case kind == text && (len(sh.texts) > 0 || sh.minLength > 0 || sh.maxLength != none):
			weight = 100
		case kind == whole && sh.kinds&fraction != 0:
			weight = 5
			if integral(at.name) {
				weight = 500
			}
		case kind&number != 0 && (sh.low != nil || sh.high != nil || len(sh.steps) > 0):
			weight = 100
		case kind == text:
			weight = 30
		case (kind == array || kind == structure) && q.frugal(at.depth):
			weight = 1
		}
		list = append(list, ranked{kind, q.r.Below(weight*16) + q.r.Below(weight*16) + 1})
	}
	slices.SortStableFunc(list, func(a, b ranked) int { return int(b.weight) - int(a.weight) })
	order := make([]kinds, len(list))
	for i, one := range list {
		order[i] = one.kind
	}
	return order
}
