package judge

import (
	"maps"
	"net/url"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/wire"
)

// maxChain is how deep v5 may recurse from schema to subschema to the target
// of its $ref. In a browser the stack of a worker ends some hundred levels
// further on, and with it the worker.
func maxChain() int {
	if runtime.GOARCH == "wasm" {
		return 400
	}
	return 5_000
}

// checkChain walks the main document as v5 will, but without recursion, and
// refuses what would take it too deep. It follows local $refs only.
func (d *documents) checkChain() error {
	type step struct {
		below []any
		next  int
	}
	seen := map[string]bool{}
	stack := []step{{below: []any{d.main}}}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if top.next == len(top.below) {
			stack = stack[:len(stack)-1]
			continue
		}
		value := top.below[top.next]
		top.next++
		object, ok := value.(map[string]any)
		if !ok {
			continue
		}
		if len(stack) > maxChain() {
			return wire.Faults{{Kind: wire.TooLarge, Message: "the subschemas lead to one another in a chain of more than " + strconv.Itoa(maxChain()),
				Remedy: "flatten it, or close it to a loop"}}
		}
		var below []any
		for _, keyword := range slices.Sorted(maps.Keys(object)) {
			member := object[keyword]
			target, isText := member.(string)
			switch {
			case literal(keyword), keyword == "definitions", keyword == "$defs":
			case keyword == "$ref" && isText:
				if !seen[target] {
					seen[target] = true
					below = append(below, d.at(target))
				}
			default:
				below = append(below, schemasIn(keyword, member)...)
			}
		}
		if len(below) > 0 {
			stack = append(stack, step{below: below})
		}
	}
	return nil
}

// schemasIn lists the schemas that a keyword holds.
func schemasIn(keyword string, value any) []any {
	switch value := value.(type) {
	case []any:
		return value
	case map[string]any:
		if !holdsSchemas(keyword) {
			return []any{value}
		}
		list := make([]any, 0, len(value))
		for _, name := range slices.Sorted(maps.Keys(value)) {
			list = append(list, value[name])
		}
		return list
	}
	return nil
}

// at is the value that a local $ref names, nil where there is none.
func (d *documents) at(ref string) any {
	pointer, local := strings.CutPrefix(ref, "#")
	if !local {
		return nil
	}
	if plain, err := url.PathUnescape(pointer); err == nil {
		pointer = plain
	}
	value := d.main
	if pointer == "" {
		return value
	}
	unescape := strings.NewReplacer("~1", "/", "~0", "~")
	for _, token := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		switch holder := value.(type) {
		case map[string]any:
			value = holder[unescape.Replace(token)]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(holder) {
				return nil
			}
			value = holder[i]
		default:
			return nil
		}
	}
	return value
}
