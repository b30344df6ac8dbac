package engine

import (
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

func (v *verdict) applyRules(e *schema.Entity, params map[string]float64, records []record) ([]wire.Rule, error) {
	return nil, nil
}
