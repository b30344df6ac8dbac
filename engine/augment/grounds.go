package augment

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/rule"
	"github.com/groflex/groflex/engine/schema/judge"
)

// Grounds are what rows follow, and so what they can break.
type Grounds struct {
	Judge     *judge.Judge
	Fields    []column.Field
	Rules     []rule.Rule
	Beside    []column.Field            // what rules read that no reader of the rows has: of other tables, or hidden
	Constants map[string]*column.Vector // that rules name
	Format    string                    // that the rows are written in: it decides which cells can be told apart
	Parent    int                       // the column that says which rows belong together, never changed; -1: none
}

// offer is a fault that rows may have.
type offer struct {
	label    string
	instance string // as a validator gives it
	keyword  string // "": a rule
	rule     int    // its number; -1: a keyword
	columns  []int  // of which one is changed
	make     maker
}

// maker proposes a cell to put in place of one; ok is false where it has none.
type maker func(r *rng.Rand, own Cell, others *row) (c Cell, ok bool)

// row is the row that a cell is in.
type row struct {
	table *column.Table
	i     int
}

// reading says what rules read of a column.
type reading uint8

const (
	unread reading = iota
	ruled          // rules read it
	locked         // rules over several rows do: whether a change breaks those cannot be told
)

// ruleOffers compiles the rules over single rows, and offers to break each that
// a reader of the rows can check.
func (b *Breaker) ruleOffers() (offers []offer, of []reading, err error) {
	g := &b.grounds
	of = make([]reading, len(g.Fields))
	var kept []rule.Rule
	for _, r := range g.Rules {
		expr, err := formula.Parse(r.Expr)
		if err != nil {
			return nil, nil, err
		}
		columns, open, known := g.reads(expr)
		for _, c := range columns {
			if of[c] = max(of[c], ruled); !known {
				of[c] = locked
			}
		}
		if !known {
			continue
		}
		if open {
			offers = append(offers, offer{label: "rule:" + r.Name, rule: len(kept), columns: columns, make: tweak(g.levels())})
		}
		kept = append(kept, r)
	}
	b.rules, err = rule.Compile(kept, slices.Concat(g.Fields, g.Beside), g.Constants)
	for k := range offers {
		offers[k].columns = slices.DeleteFunc(offers[k].columns, func(c int) bool { return of[c] == locked || c == g.Parent })
	}
	return slices.DeleteFunc(offers, func(o offer) bool { return len(o.columns) == 0 }), of, err
}

// levels are the texts that columns may have, where the schema lists them.
func (g *Grounds) levels() map[string][]string {
	levels := map[string][]string{}
	for name, s := range g.Judge.Root().Properties {
		for _, v := range s.Enum {
			if text, ok := v.(string); ok {
				levels[name] = append(levels[name], text)
			}
		}
	}
	return levels
}

// reads is the columns that a rule reads, whether a reader of the rows can
// check it, and whether it can be checked here, row by row.
func (g *Grounds) reads(expr *formula.Expr) (columns []int, open, known bool) {
	known, open = !expr.Grouped(), true
	named := func(fields []column.Field, ref formula.Ref) int {
		return slices.IndexFunc(fields, func(f column.Field) bool { return f.Name == ref.String() })
	}
	for _, ref := range expr.Refs() {
		if c := named(g.Fields, ref); c >= 0 {
			columns = append(columns, c)
			continue
		}
		if g.Constants[ref.String()] == nil {
			open, known = false, known && named(g.Beside, ref) >= 0
		}
	}
	return columns, open, known
}
