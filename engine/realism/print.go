package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/schema"
)

// print tells a domain's outcome; what must hold and does not is failed.
func (v *visit) print(d *schema.Domain, o *outcome) {
	w := v.out
	fmt.Fprintf(w, "\n%s: %d tables, %d profiles, %d rows over %d seeds\n", d.Title, len(d.Entities), len(d.Profiles), o.rows, v.seeds)
	fmt.Fprintf(w, "  rules broken          %d of %d checks %s\n", o.broken, o.rules, strings.Join(o.worst, "; "))
	checked, invalid := 0, 0
	for _, provider := range slices.Sorted(maps.Keys(o.identifiers)) {
		t := o.identifiers[provider]
		checked += t.checked
		if invalid += t.invalid; t.invalid > 0 {
			fmt.Fprintf(w, "  %s: %d of %d are invalid\n", provider, t.invalid, t.checked)
		}
	}
	fmt.Fprintf(w, "  identifiers invalid   %d of %d\n", invalid, checked)
	fmt.Fprintf(w, "  foreign keys dangling %d of %d (whole set of %d root rows)\n", o.dangling, o.keys, v.whole)
	v.failed = v.failed || o.broken > 0 || invalid > 0 || o.dangling > 0
	for _, l := range o.leaks {
		verdict := "ok"
		if l.score > 0.9 {
			verdict, v.failed = "LEAKS by "+l.tree, true
		}
		fmt.Fprintf(w, "  leak of %q: a tree of two questions has precision and recall of %.2f, up to 0.9: %s\n", l.Label, l.score, verdict)
	}
	v.printFigures(d, o)
}

// printFigures lists the targets: "ok" within the tolerance, "ok 3se" within
// three standard errors, which are more than the tolerance there.
func (v *visit) printFigures(d *schema.Domain, o *outcome) {
	fmt.Fprintf(v.out, "  %-6s %-54s %8s   %-8s %-8s %-26s %8s  %s\n", "", "", "target", "within", "3 se", "seeds", "rows", "grade, source")
	met, must, mustMet := 0, 0, 0
	for _, f := range o.figures {
		verdict := "MISS"
		if f.met() {
			met++
			if verdict = "ok"; f.off() > f.Tolerance {
				verdict = "ok 3se"
			}
		}
		if f.strict() {
			must++
			if f.met() {
				mustMet++
			}
		}
		name := f.Name
		if f.Profile != d.Profiles[0].Name {
			name = f.Profile + ": " + name
		}
		texts, three := make([]string, len(f.seen)), 0.0
		for i, s := range f.seen {
			texts[i] = fmt.Sprintf("%.4g", s.value)
			three = max(three, 3*s.error)
		}
		fmt.Fprintf(v.out, "  %-6s %-54s %8.4g ± %-8.3g %-8.2g %-26s %8d  %s  %s\n",
			verdict, name, f.Target.Target, f.Tolerance, three, strings.Join(texts, " "), f.rows(), f.Grade, f.Source)
	}
	fmt.Fprintf(v.out, "  statistics within tolerance: %d of %d; of grades A and B: %d of %d\n", met, len(o.figures), mustMet, must)
	v.failed = v.failed || mustMet < must || met < len(o.figures) && !v.small
}
