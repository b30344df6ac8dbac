package engine

import (
	"maps"
	"slices"

	"github.com/groflex/groflex/engine/wire"
)

// under moves the faults of a stage that read a part of the request to that
// part's place in it.
func under(err error, o *order) error {
	faults, ok := err.(wire.Faults)
	if !ok {
		return err
	}
	if o.Schema != nil {
		return faults.Under("/schema")
	}
	return faults
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
