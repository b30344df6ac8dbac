package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// Targets is a domain's targets.json; schemas/README.md explains it.
type Targets struct {
	Targets []Target `json:"targets"`
	Leaks   []Leak   `json:"leaks"`
}

// Target is a figure that a profile must show.
type Target struct {
	Name      string  `json:"name"`
	Profile   string  `json:"profile"` // "": the domain's first
	Table     string  `json:"table"`
	Stat      string  `json:"stat"` // "": share
	Expr      string  `json:"expr"`
	With      string  `json:"with"`
	Where     string  `json:"where"`
	Target    float64 `json:"target"`
	Tolerance float64 `json:"tolerance"`
	Grade     string  `json:"grade"`
	Source    string  `json:"source"`
	Note      string  `json:"note"`
}

// Leak is a label that no two columns may give away.
type Leak struct {
	Table  string   `json:"table"`
	Label  string   `json:"label"`  // a formula
	Except []string `json:"except"` // columns that state the label, such as the type of a fraud
}

func readTargets(d *schema.Domain, text []byte) (Targets, error) {
	var t Targets
	if text == nil {
		return t, nil
	}
	in := json.NewDecoder(bytes.NewReader(text))
	in.DisallowUnknownFields()
	if err := in.Decode(&t); err != nil {
		return t, err
	}
	for i := range t.Targets {
		x := &t.Targets[i]
		if x.Profile == "" {
			x.Profile = d.Profiles[0].Name
		}
		switch {
		case d.Entity(x.Table) == nil || !slices.ContainsFunc(d.Profiles, func(p wire.Profile) bool { return p.Name == x.Profile }):
			return t, fmt.Errorf("target %q: there is no table %q or profile %q", x.Name, x.Table, x.Profile)
		case x.Name == "" || x.Table == "" || x.Expr == "" || x.Source == "" || x.Tolerance < 0:
			return t, fmt.Errorf("target %q lacks a name, table, expr, source or tolerance", x.Name)
		case x.Stat != "" && statistics[x.Stat] == nil:
			return t, fmt.Errorf("target %q: unknown stat %q", x.Name, x.Stat)
		case ofTwo[x.Stat] != (x.With != ""):
			return t, fmt.Errorf("target %q: correlation, ratio and repeats go with a second expression, others do not", x.Name)
		}
	}
	return t, nil
}

// stat is the name of the target's statistic.
func (t *Target) stat() string {
	if t.Stat == "" {
		return "share"
	}
	return t.Stat
}
