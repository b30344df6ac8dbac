package fake

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
)

func TestCompaniesCohere(t *testing.T) {
	rows := upTo(2000)
	names := filled(t, "company.name", rows, nil, nil)
	plain := filled(t, "company.name", rows, map[string]any{"legal_form": false}, nil)
	domains := filled(t, "company.domain", rows, nil, nil)
	industries := filled(t, "company.industry", rows, nil, nil)
	own := map[string][]string{}
	for line := range dataLines(companiesData) {
		f := words(line)
		own[f[0]] = f[2:]
	}
	for i := range rows {
		if !strings.HasPrefix(names[i], plain[i]+" ") {
			t.Fatalf("row %d: %q is not %q with a legal form", i, names[i], plain[i])
		}
		host := strings.ToLower(strings.NewReplacer(" ", "", "&", "", "'", "").Replace(plain[i])) + ".example"
		if domains[i] != host {
			t.Fatalf("row %d: domain %q of %q", i, domains[i], names[i])
		}
		word := plain[i][strings.LastIndexByte(plain[i], ' ')+1:]
		if !strings.Contains(plain[i], "&") && !slices.Contains(own[industries[i]], word) {
			t.Fatalf("row %d: %q in %s", i, plain[i], industries[i])
		}
	}
	// The domain that follows bound names is that of the names.
	if got := filled(t, "company.domain", rows, nil, map[string]*column.Vector{"name": texts(names...)}); !slices.Equal(got, domains) {
		t.Error("domains of bound names differ")
	}
	unique := filled(t, "company.domain", rows, map[string]any{"unique": true}, nil)
	slices.Sort(unique)
	if len(slices.Compact(unique)) != len(rows) {
		t.Error("domains are not unique")
	}
}

func TestEmployeesKeepToTheirBounds(t *testing.T) {
	small := 0
	for _, n := range vector(t, "company.employees", upTo(20_000), nil, nil).Ints {
		if n < 1 || n > 10_000 {
			t.Fatalf("%d employees", n)
		}
		if n < 20 {
			small++
		}
	}
	// 61 + 17 + 10.5 in 100 firms have fewer than 20.
	if got := float64(small) / 20_000; math.Abs(got-0.885) > 0.02 {
		t.Errorf("share below 20: %.3f", got)
	}
	for _, n := range vector(t, "company.employees", upTo(5000), map[string]any{"min": 50, "max": 60}, nil).Ints {
		if n < 50 || n > 60 {
			t.Fatalf("%d employees, 50 to 60 asked for", n)
		}
	}
}

func TestJobTitlesFitDepartmentAndLevel(t *testing.T) {
	rows := upTo(3000)
	departments, ranks := filled(t, "job.department", rows, nil, nil), filled(t, "job.level", rows, nil, nil)
	titles := filled(t, "job.title", rows, nil, nil)
	roles, chief := map[string][]string{}, map[string]string{}
	for line := range dataLines(jobsData) {
		f := words(line)
		chief[f[0]], roles[f[0]] = f[2], f[3:]
	}
	for i := range rows {
		d := departments[i]
		var fits bool
		switch rank := ranks[i]; rank {
		case "Intern":
			fits = slices.Contains(roles[d], strings.TrimSuffix(titles[i], " Intern"))
		case "Mid":
			fits = slices.Contains(roles[d], titles[i])
		case "Junior", "Senior", "Lead":
			fits = slices.Contains(roles[d], strings.TrimPrefix(titles[i], rank+" "))
		case "Manager":
			fits = titles[i] == d+" Manager"
		case "Chief":
			fits = titles[i] == chief[d]
		default:
			fits = titles[i] == rank+" of "+d
		}
		if !fits {
			t.Fatalf("row %d: %q in %s at %s", i, titles[i], d, ranks[i])
		}
	}
	got := filled(t, "job.title", upTo(2), nil, map[string]*column.Vector{
		"department": texts("Legal", "Legal"), "level": texts("Chief", "Director")})
	if want := []string{"General Counsel", "Director of Legal"}; !slices.Equal(got, want) {
		t.Errorf("titles %q, want %q", got, want)
	}
}
