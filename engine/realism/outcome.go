package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/schema"
)

// outcome is what holds of a domain over all seeds.
type outcome struct {
	rows           int
	rules          int // checks: rules times rows
	broken         int
	worst          []string // rules that are broken
	identifiers    map[string]tally
	keys, dangling int
	leaks          []float64 // worst of the seeds
	trees          []string
}

// table measures all there is to measure of one table with one seed.
func (v *visit) table(d *schema.Domain, e *schema.Entity, s plan.Settings, targets Targets, figures []figure, o *outcome) error {
	var more []schema.Column
	for i, t := range targets.Targets {
		if t.Table == e.Name {
			more = append(more, t.columns(i)...)
		}
	}
	leak := slices.IndexFunc(targets.Leaks, func(l Leak) bool { return l.Table == e.Name })
	if leak >= 0 {
		more = append(more, hidden("label", column.Bool, targets.Leaks[leak].Label, ""))
	}
	m, err := table(d, e, s, v.bound, more, func(c *schema.Column) bool {
		return leak >= 0 || c.Fill != nil && identifiers[c.Fill.Fake] != nil ||
			slices.ContainsFunc(more, func(x schema.Column) bool { return x.Field.Name == c.Field.Name })
	})
	if err != nil {
		return err
	}
	o.rows += m.rows
	for _, r := range m.rules {
		o.rules += int(r.Checked)
		o.broken += int(r.Broken)
		if name := e.Name + ": " + r.Name; r.Broken > 0 && !slices.Contains(o.worst, name) {
			o.worst = append(o.worst, name)
		}
	}
	for i := range e.Columns {
		c := &e.Columns[i]
		if c.Fill != nil && m.columns[c.Field.Name] != nil && identifiers[c.Fill.Fake] != nil {
			v.check(c.Fill.Fake, m.columns[c.Field.Name].texts, o)
		}
	}
	for i := range figures {
		if f := &figures[i]; f.Table == e.Name && m.rows > 0 {
			f.measure(m.columns[fmt.Sprintf("target %d", i)], m.columns[fmt.Sprintf("target %d with", i)])
		}
	}
	if leak >= 0 && m.rows > 0 {
		v.leak(targets.Leaks[leak], e, m, leak, o)
	}
	return nil
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

func (f *figure) measure(x, y *values) {
	stat := f.Stat
	if stat == "" {
		stat = "share"
	}
	numbers, with := x.numbers, []float64(nil)
	if y != nil {
		numbers, with = paired(x, y)
	}
	measured := statistics[stat](numbers, with)
	if f.rows == 0 || len(numbers) < f.rows {
		f.rows = len(numbers)
	}
	f.measured = append(f.measured, measured)
	f.met = f.met && f.Target.met(measured, len(numbers))
}

// paired are the values of rows that have both.
func paired(x, y *values) (a, b []float64) {
	k := 0
	for i, row := range x.rows {
		for k < len(y.rows) && y.rows[k] < row {
			k++
		}
		if k < len(y.rows) && y.rows[k] == row {
			a, b = append(a, x.numbers[i]), append(b, y.numbers[k])
		}
	}
	return a, b
}

func (v *visit) leak(l Leak, e *schema.Entity, m *made, at int, o *outcome) {
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
	if score, tree := bestTree(all, label, m.rows); score > o.leaks[at] {
		o.leaks[at], o.trees[at] = score, tree
	}
}

// print tells a domain's outcome; what must hold and does not is failed.
func (v *visit) print(d *schema.Domain, targets Targets, figures []figure, o *outcome) {
	w := v.out
	fmt.Fprintf(w, "\n%s: %d tables, %d rows over %d seeds\n", d.Title, len(d.Entities), o.rows, v.seeds)
	fmt.Fprintf(w, "  rules broken          %d of %d checks %s\n", o.broken, o.rules, strings.Join(o.worst, "; "))
	checked, invalid := 0, 0
	for _, provider := range sortedKeys(o.identifiers) {
		t := o.identifiers[provider]
		checked += t.checked
		if invalid += t.invalid; t.invalid > 0 {
			fmt.Fprintf(w, "  %s: %d of %d are invalid\n", provider, t.invalid, t.checked)
		}
	}
	fmt.Fprintf(w, "  identifiers invalid   %d of %d\n", invalid, checked)
	fmt.Fprintf(w, "  foreign keys dangling %d of %d (whole set of %d root rows)\n", o.dangling, o.keys, v.whole)
	v.failed = v.failed || o.broken > 0 || invalid > 0 || o.dangling > 0
	for i, l := range targets.Leaks {
		verdict := "ok"
		if o.leaks[i] > 0.9 {
			verdict, v.failed = "LEAKS by "+o.trees[i], true
		}
		fmt.Fprintf(w, "  leak of %q: a tree of two questions has precision and recall of %.2f, up to 0.9: %s\n", l.Label, o.leaks[i], verdict)
	}
	met, must, mustMet := 0, 0, 0
	for _, f := range figures {
		verdict := "ok"
		if !f.met {
			verdict = "MISS"
		}
		if f.met {
			met++
		}
		if f.Grade == "A" || f.Grade == "B" {
			must++
			if f.met {
				mustMet++
			}
		}
		fmt.Fprintf(w, "  %-4s %-58s %10.4g ± %-8.3g %s  n=%d  %s  %s\n", verdict, f.Name, f.Target.Target, f.Tolerance, seen(f.measured), f.rows, f.Grade, f.Source)
	}
	fmt.Fprintf(w, "  statistics within tolerance: %d of %d; of grades A and B: %d of %d\n", met, len(figures), mustMet, must)
	v.failed = v.failed || mustMet < must
}

func seen(measured []float64) string {
	texts := make([]string, len(measured))
	for i, x := range measured {
		texts[i] = fmt.Sprintf("%.4g", x)
	}
	return strings.Join(texts, " ")
}
