package engine

import (
	"maps"
	"slices"
)

// under moves the faults of a stage that read a part of the request to that
// part's place in it.
func under(err error, o *order) error {
	if o.Schema != nil {
		return pointed(err, "/schema")
	}
	return pointed(err, "")
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
