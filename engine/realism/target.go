package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/schema"
)

// Targets is a domain's targets.json; schemas/README.md explains it.
type Targets struct {
	Targets []Target `json:"targets"`
	Leaks   []Leak   `json:"leaks"`
}

// Target is a figure that the default profile must show.
type Target struct {
	Name      string  `json:"name"`
	Table     string  `json:"table"`
	Stat      string  `json:"stat"` // "": share
	Expr      string  `json:"expr"`
	With      string  `json:"with"`
	Where     string  `json:"where"`
	Target    float64 `json:"target"`
	Tolerance float64 `json:"tolerance"`
	Grade     string  `json:"grade"`
	Source    string  `json:"source"`
}

// Leak is a label that no two columns may give away.
type Leak struct {
	Table  string   `json:"table"`
	Label  string   `json:"label"`  // a formula
	Except []string `json:"except"` // columns that state the label, such as the type of a fraud
}

func readTargets(text []byte) (Targets, error) {
	var t Targets
	if text == nil {
		return t, nil
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&t); err != nil {
		return t, err
	}
	for _, x := range t.Targets {
		switch {
		case x.Name == "" || x.Table == "" || x.Expr == "" || x.Source == "" || x.Tolerance < 0:
			return t, fmt.Errorf("target %q lacks a name, table, expr, source or tolerance", x.Name)
		case x.Stat != "" && statistics[x.Stat] == nil:
			return t, fmt.Errorf("target %q: unknown stat %q", x.Name, x.Stat)
		case (x.Stat == "correlation") != (x.With != ""):
			return t, fmt.Errorf("target %q: correlation goes with a second expression", x.Name)
		}
	}
	return t, nil
}

// hidden is a column that only measures: a formula with the scope of the
// table's own, null where the condition is not met.
func hidden(name string, kind column.Kind, expr, where string) schema.Column {
	fill := &schema.Fill{Formula: expr}
	if where != "" {
		fill.Null = &schema.Value{Expr: "not (" + where + ")"}
	}
	return schema.Column{Field: column.Field{Name: name, Kind: kind}, Pointer: "/" + name, Nullable: true, Fill: fill}
}

// columns are what a target is measured from.
func (t Target) columns(number int) []schema.Column {
	kind := column.Float
	if t.Stat == "" || t.Stat == "share" {
		kind = column.Bool
	}
	name := fmt.Sprintf("target %d", number)
	all := []schema.Column{hidden(name, kind, t.Expr, t.Where)}
	if t.With != "" {
		all = append(all, hidden(name+" with", kind, t.With, t.Where))
	}
	return all
}
