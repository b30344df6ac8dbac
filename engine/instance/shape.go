package instance

import (
	"math/big"
	"slices"
)

// want is one schema that a value must follow, or must not.
type want struct {
	n      *node
	s      *scope // around n
	not    bool
	owners *owner // the unevaluated keywords that see what n evaluates
}

// owner is a schema with an unevaluated keyword, met at one place.
type owner struct {
	n  *node
	s  *scope // within n
	up *owner
}

// sees reports whether what a rule under o evaluates counts for target.
func (o *owner) sees(target *owner) bool {
	for ; o != nil; o = o.up {
		if o == target {
			return true
		}
	}
	return false
}

// rule is a node whose keywords for members or elements apply, and the scope
// within it.
type rule struct {
	n      *node
	s      *scope
	owners *owner
}

// shape is the conjunction of wants, keyword by keyword: what a value must
// look like. Branches still to be chosen are its forks.
type shape struct {
	kinds    kinds
	enum     []any
	hasEnum  bool
	excluded []any
	avoid    map[string]bool // identities that are taken

	low, high *limit
	steps     []*big.Rat
	notSteps  []*big.Rat

	minLength, maxLength int
	texts                []*node // with more to say on strings than their length

	minItems, maxItems int
	unique, repeats    bool
	arrays             []rule
	contains           []rule

	minProperties, maxProperties int
	required, forbidden          []string
	objects                      []rule
	names                        []want
	links                        []dependency // by name only

	owners   []*owner
	examples []any
	forks    []fork
	later    []*debt
	doubt    bool // whether a drawn value needs checking
}

// fork is a choice of branches.
type fork struct{ options []option }

// option is one branch: what to want, and what to hope for.
type option struct {
	wants []want
	debt  *debt
}

// debt is a chosen branch of a oneOf, whose siblings the value must not follow.
// Values seldom do, so that is only checked, and wanted once it failed.
type debt struct {
	n      *node // of the oneOf
	s      *scope
	chosen int
}

func newShape() shape {
	return shape{kinds: anything, maxLength: none, maxItems: none, maxProperties: none}
}

// copy is a shape that can grow without touching sh.
func (sh *shape) copy() shape {
	c := *sh
	c.excluded = clip(c.excluded)
	c.steps, c.notSteps, c.texts = clip(c.steps), clip(c.notSteps), clip(c.texts)
	c.arrays, c.contains, c.objects = clip(c.arrays), clip(c.contains), clip(c.objects)
	c.required, c.forbidden, c.names, c.links = clip(c.required), clip(c.forbidden), clip(c.names), clip(c.links)
	c.owners, c.examples, c.forks, c.later = clip(c.owners), clip(c.examples), clip(c.forks), clip(c.later)
	return c
}

func clip[T any](list []T) []T { return list[:len(list):len(list)] }

// excludes reports whether a value is excluded or taken.
func (sh *shape) excludes(value any) bool {
	return len(sh.excluded) > 0 && contains(sh.excluded, value) || len(sh.avoid) > 0 && sh.avoid[identity(value)]
}

// settle drops the kinds that cannot be had and reports whether any is left.
func (sh *shape) settle() bool {
	if low, high := sh.low, sh.high; low != nil && high != nil {
		c := low.at.Cmp(high.at)
		if c > 0 || c == 0 && (low.open || high.open) {
			sh.kinds &^= number
		} else if c == 0 && !low.at.IsInt() {
			sh.kinds &^= whole
		} else if c == 0 {
			sh.kinds &^= fraction
		}
	}
	for _, step := range sh.steps {
		if step.IsInt() {
			sh.kinds &^= fraction
		}
	}
	if sh.maxLength != none && sh.minLength > sh.maxLength {
		sh.kinds &^= text
	}
	if sh.maxItems != none && sh.minItems > sh.maxItems {
		sh.kinds &^= array
	}
	if sh.maxProperties != none && (sh.minProperties > sh.maxProperties || len(sh.required) > sh.maxProperties) {
		sh.kinds &^= structure
	}
	if len(require(sh.required, sh.forbidden)) < len(sh.required)+len(sh.forbidden) {
		sh.kinds &^= structure // a name is in both
	}
	if sh.hasEnum {
		var left []any
		for _, value := range sh.enum {
			if kindOf(value)&sh.kinds != 0 && !sh.excludes(value) {
				left = append(left, value)
			}
		}
		sh.enum = left
		return len(left) > 0
	}
	return sh.kinds != 0
}

// require adds names once each. Neither list repeats a name by itself.
func require(list, names []string) []string {
	if len(list) == 0 || len(names) == 0 {
		return append(clip(list), names...)
	}
	if len(list)*len(names) > 1_000 {
		held := make(map[string]bool, len(list))
		for _, name := range list {
			held[name] = true
		}
		for _, name := range names {
			if !held[name] {
				list = append(list, name)
			}
		}
		return list
	}
	for _, name := range names {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}
