// Command realism holds the built-in domains against what is known of the
// real ones: business rules, identifiers, foreign keys, labels that leak and
// the statistics of schemas/<domain>/targets.json. It prints what it measured
// for each seed and exits with 1 where something that must hold does not.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/schemas"
)

func main() {
	roots := flag.Int64("roots", 20_000, "rows of each domain's root table")
	bound := flag.Int64("bound", 200_000, "rows of a table that are looked at, at most")
	beside := flag.Int64("beside", 30_000, "likewise, in the profiles beside the first")
	need := flag.Int64("need", 20_000, "rows that a figure of grade A or B is measured on, at least")
	whole := flag.Int64("whole", 1_000, "root rows of the set in which every foreign key is followed")
	seeds := flag.Uint64("seeds", 3, "how many seeds, from 1")
	only := flag.String("domain", "", "this domain alone")
	flag.Parse()
	catalog, err := schema.Load(schemas.Files())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	v := &visit{out: os.Stdout, roots: *roots, bound: *bound, beside: *beside, whole: *whole, need: *need, seeds: *seeds, identifiers: map[string]tally{}}
	for _, d := range catalog.Domains {
		if *only != "" && *only != d.Name {
			continue
		}
		if err := v.domain(d); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", d.Name, err)
			os.Exit(1)
		}
	}
	control(v.out, v.identifiers, 20_000, 1)
	if v.failed {
		os.Exit(1)
	}
}

// tally counts values that were checked.
type tally struct{ checked, invalid int }

// visit measures one domain after the other.
type visit struct {
	out                         io.Writer
	roots, bound, beside, whole int64
	need                        int64
	seeds                       uint64
	small                       bool             // too few rows to hold the figures of grades C and unverified to
	identifiers                 map[string]tally // by provider, of all domains
	failed                      bool
}

func (v *visit) domain(d *schema.Domain) error {
	began := time.Now()
	targets, err := readTargets(d, schemas.Files()[d.Name+"/targets.json"])
	if err != nil {
		return err
	}
	o := newOutcome(targets)
	for seed := uint64(1); seed <= v.seeds; seed++ {
		for i, p := range d.Profiles {
			if err := v.profile(d, p.Name, i == 0, seed, o); err != nil {
				return fmt.Errorf("%s: %w", p.Name, err)
			}
		}
	}
	v.print(d, o)
	fmt.Fprintf(v.out, "  %.1f s\n", time.Since(began).Seconds())
	return nil
}

// profile measures all tables with one seed, and in the first profile follows
// every foreign key of a whole set.
func (v *visit) profile(d *schema.Domain, name string, first bool, seed uint64, o *outcome) error {
	params, err := d.Resolve(name, nil)
	if err != nil {
		return err
	}
	const asOf = 20_454 // 2026-01-01
	r := run{d, name, first, plan.Settings{Seed: seed, AsOf: asOf, Params: params, Roots: v.roots}, v.bound}
	if !first {
		r.bound = v.beside
	}
	for _, e := range d.Entities {
		if e.Nested {
			continue
		}
		if err := v.table(r, e, o); err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
	}
	if !first {
		return nil
	}
	r.settings.Roots = v.whole
	keys, missing, err := dangling(d, r.settings)
	o.keys += keys
	o.dangling += missing
	return err
}

func formatted(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
