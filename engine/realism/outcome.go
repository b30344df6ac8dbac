package main

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/schema"
)

// outcome is what holds of a domain over all seeds and profiles.
type outcome struct {
	figures        []*figure
	rows           int
	rules          int // checks: rules times rows
	broken         int
	worst          []string // rules that are broken
	identifiers    map[string]tally
	keys, dangling int
	leaks          []leakage
}

// leakage is the best tree found for a label, of all seeds.
type leakage struct {
	Leak
	score float64 // the lesser of precision and recall
	tree  string
}

func newOutcome(t Targets) *outcome {
	o := &outcome{identifiers: map[string]tally{}}
	for i, target := range t.Targets {
		o.figures = append(o.figures, &figure{Target: target, number: i})
	}
	for _, l := range t.Leaks {
		o.leaks = append(o.leaks, leakage{Leak: l})
	}
	return o
}

// run is one profile of a domain with one seed.
type run struct {
	domain   *schema.Domain
	profile  string
	first    bool
	settings plan.Settings
	bound    int64 // rows of a table, at most
}

// table measures all there is to measure of one table in a run.
func (v *visit) table(r run, e *schema.Entity, o *outcome) error {
	var figures []*figure
	var more []schema.Column
	for _, f := range o.figures {
		if f.Table == e.Name && f.Profile == r.profile {
			figures = append(figures, f)
			more = append(more, f.columns()...)
		}
	}
	if slices.ContainsFunc(figures, (*figure).strict) {
		r.bound = v.bound
	}
	if !r.first && r.settings.Seed > 1 && len(figures) == 0 {
		return nil // its rules were checked with the first seed
	}
	leak := -1
	if r.first {
		leak = slices.IndexFunc(o.leaks, func(l leakage) bool { return l.Table == e.Name })
	}
	if leak >= 0 {
		more = append(more, hidden("label", column.Bool, o.leaks[leak].Label, ""))
	}
	m, err := table(r.domain, e, r.settings, r.bound, more, func(c *schema.Column) bool {
		return leak >= 0 || r.first && c.Fill != nil && identifiers[c.Fill.Fake] != nil ||
			slices.ContainsFunc(more, func(x schema.Column) bool { return x.Field.Name == c.Field.Name })
	})
	if err != nil || m.rows == 0 {
		return err
	}
	o.rows += m.rows
	for _, rule := range m.rules {
		o.rules += int(rule.Checked)
		o.broken += int(rule.Broken)
		if name := e.Name + ": " + rule.Name + " (" + r.profile + ")"; rule.Broken > 0 && !slices.Contains(o.worst, name) {
			o.worst = append(o.worst, name)
		}
	}
	for i := range e.Columns {
		c := &e.Columns[i]
		if c.Fill != nil && m.columns[c.Field.Name] != nil && identifiers[c.Fill.Fake] != nil {
			v.check(c.Fill.Fake, m.columns[c.Field.Name].texts, o)
		}
	}
	for _, f := range figures {
		f.seen = append(f.seen, f.measure(m))
	}
	if leak >= 0 {
		o.leaks[leak].look(e, m)
	}
	return closer(r.domain, e, r.settings, v.need, figures)
}

func (v *visit) check(provider string, texts []string, o *outcome) {
	all, here := v.identifiers[provider], o.identifiers[provider]
	for _, text := range texts {
		all.checked++
		here.checked++
		if !identifiers[provider](text) {
			all.invalid++
			here.invalid++
		}
	}
	v.identifiers[provider], o.identifiers[provider] = all, here
}

// look searches the tree that tells the label best from one seed's columns.
func (l *leakage) look(e *schema.Entity, m *made) {
	label := newSet(m.rows)
	marked := m.columns["label"]
	for i, row := range marked.rows {
		if marked.numbers[i] == 1 {
			label.put(row)
		}
	}
	var all []split
	for i := range e.Columns {
		if name := e.Columns[i].Field.Name; name != l.Label && !slices.Contains(l.Except, name) {
			all = append(all, splits(name, m.columns[name], label, m.rows)...)
		}
	}
	if score, tree := bestTree(all, label, m.rows); score > l.score {
		l.score, l.tree = score, tree
	}
}
