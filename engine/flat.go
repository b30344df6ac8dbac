package engine

import (
	"github.com/groflex/groflex/engine/gen"
	"github.com/groflex/groflex/engine/plan"
)

// newFlat makes the rows of a flat table from its schema.
func newFlat(o *order, means *gen.Means) (*gen.Source, error) {
	p, err := plan.Resolve(o.domain, o.entity, o.settings)
	if err != nil {
		return nil, under(err, o)
	}
	s, err := gen.New(p, means)
	if err != nil {
		return nil, under(err, o)
	}
	return s, nil
}
