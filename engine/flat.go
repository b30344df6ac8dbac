package engine

import (
	"maps"
	"slices"
	"sync"

	"github.com/groflex/groflex/engine/gen"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/schema"
)

// flat makes the rows of a flat table from its schema: by a source that is
// idle, or by a new one.
func (e *Engine) flat(o *order) (*gen.Source, error) {
	if s := e.idle.take(o); s != nil {
		return s, s.Reset(o.settings.Seed)
	}
	p, err := plan.Resolve(o.domain, o.entity, o.settings)
	if err != nil {
		return nil, under(err, o)
	}
	s, err := gen.New(p, &e.means)
	if err != nil {
		return nil, under(err, o)
	}
	return s, nil
}

// idle keeps the last requests' sources, which are compiled and have memory
// already, for other requests for the same rows or the same with another seed.
// The zero value is ready; share it freely.
type idle struct {
	mutex sync.Mutex
	list  []idleSource // the one that came last at the end
}

type idleSource struct {
	entity   *schema.Entity
	settings plan.Settings
	source   *gen.Source
}

// idleSources bounds how many sources are kept: each has the memory of a
// block of every table that takes part.
const idleSources = 4

// give hands over a source that was opened for o and is not used any more.
// Those of users' own schemas are not kept: each is read anew.
func (l *idle) give(o *order, s *gen.Source) {
	if o.entity.Domain == "" {
		return
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if len(l.list) == idleSources {
		l.list = slices.Delete(l.list, 0, 1)
	}
	l.list = append(l.list, idleSource{o.entity, o.settings, s})
}

// take is a source for o, which is its user's alone from now on, or nil.
func (l *idle) take(o *order) *gen.Source {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for i := len(l.list) - 1; i >= 0; i-- {
		k := l.list[i]
		if k.entity == o.entity && k.settings.AsOf == o.settings.AsOf && k.settings.Roots == o.settings.Roots &&
			maps.Equal(k.settings.Params, o.settings.Params) {
			l.list = slices.Delete(l.list, i, i+1)
			return k.source
		}
	}
	return nil
}
