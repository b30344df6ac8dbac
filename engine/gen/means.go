package gen

import (
	"fmt"
	"sync"

	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/relation"
)

// Means remembers the mean fan-outs of tables, which take long to measure
// beside a preview's few rows. The zero value is ready; share it freely.
type Means struct{ known sync.Map }

// of is f's mean. The table's fan-out as written and the values of its
// parameters are all that it depends on.
func (m *Means) of(t *plan.Table, params []dist.Param, f relation.Fanout) float64 {
	if m == nil {
		return f.Mean()
	}
	key := fmt.Sprint(t.Entity.Domain, "/", t.Entity.Name, t.Entity.Parent.Fanout, params)
	if mean, ok := m.known.Load(key); ok {
		return mean.(float64)
	}
	mean := f.Mean()
	m.known.Store(key, mean)
	return mean
}
