// Package plan decides what must be computed, from what, to make a table.
//
// Resolve takes an entity and its domain, and returns the Plan: the tables
// that take part, their cells (a column, a hidden column or the row number
// behind a foreign key) and for every expression of a cell where each name in
// it comes from. Names that lead nowhere and circles are found here, all at
// once. Cells that nothing needs are not in the plan.
package plan

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/schema"
)

// Settings are what a user may choose about a run.
type Settings struct {
	Seed   uint64
	AsOf   int64              // "today", days since 1970-01-01
	Params map[string]float64 // every parameter of the domain
	Roots  int64              // rows of the domain's root table, 0 when a table is made alone
}

// Plan is what gen.New carries out.
type Plan struct {
	Settings
	Target *Table
	Tables []*Table // every table that takes part
	Rules  []Rule   // of the target
}

// Table is one table that takes part.
type Table struct {
	Entity *schema.Entity
	Parent *Table // nil: a root table
	Root   bool   // the table that Settings.Roots counts
	Fanout map[string]*Expr
	Cells  []*Cell // the entity's properties in order, then its vars, then row numbers
	Pool   *Expr   // rows to refer to; nil: DefaultPool
}

// DefaultPool is how many rows a table has for others to refer to when its
// schema does not say and the count is not known.
const DefaultPool = 10_000

// Cell is one value of a row and how to come by it.
type Cell struct {
	Table  *Table
	Index  int // in Table.Cells
	Column *schema.Column
	Field  column.Field
	Fill   *schema.Fill // nil: by the validation keywords alone
	Needed bool         // false: nothing asks for it, and the rest is not resolved

	Formula  *Expr
	Params   map[string]*Expr // of Fill.Dist
	Weights  []*Expr          // of Fill.Choice
	Cases    map[string][]*Expr
	By       *Input
	With     map[string]*Input
	Chance   *Expr
	From, To *Expr
	Null     *Expr
	Min, Max *Expr
	Key      *Input // of a foreign key: the cell it repeats
	Row      *Row   // of a row number
}

// Row says how the row number behind a foreign key is chosen.
type Row struct {
	Target  *Table
	Pick    *schema.Dist
	Params  map[string]*Expr
	Sibling bool  // among the rows that have the same parent as this one
	At      *Expr // of Sibling: which of them, from 0; nil: any
	Levels  int   // generations up to that parent; else up to Target, of which it is another row
}

// Expr is a number or a formula with the origin of each of its names.
type Expr struct {
	Number  float64
	Formula *formula.Expr // nil: Number
	Inputs  []Input       // one for each of Formula.Refs()
	Pointer string        // of the formula in the document, for faults
}

// Constant reports whether the expression is the same in all rows.
func (e *Expr) Constant() bool {
	for _, in := range e.Inputs {
		if in.Cell != nil || in.Fn != "" {
			return false
		}
	}
	return e.Formula == nil || !e.Formula.Positional()
}

// Input is where a name's cells come from: a constant, or a cell of the row
// that Path leads to, or Fn over the rows of Cell's table that have this row
// as parent (Cell is nil for their count).
type Input struct {
	Number float64 // of a constant
	Field  column.Field
	Cell   *Cell
	Path   []Step
	Fn     string
	Child  *Table // with Fn
}

// Step leads from a row to another: to its parent, or with Row to the row
// whose number that cell holds.
type Step struct{ Row *Cell }

// Rule is a rule of the target with the origin of its names.
type Rule struct {
	schema.Rule
	Pointer string // of its expression in the document
	Expr    *Expr
}
