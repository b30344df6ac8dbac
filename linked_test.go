package main

import (
	"archive/zip"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// tablesOf is what the catalogue lists, as file names.
func tablesOf(t *testing.T, domain, extension string) []string {
	t.Helper()
	out, _, _ := sh(t, "", "schemas", "-domain", domain)
	var all []string
	for line := range strings.Lines(out) {
		name, _, _ := strings.Cut(line, "\t")
		all = append(all, name+extension)
	}
	slices.Sort(all)
	return all
}

func TestAllTablesBecomeAFolder(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	args := []string{"generate", "-domain", "retail", "-entity", "all", "-count", "20", "-seed", "3", "-format", "csv", "-o", out + "/"}
	for range 2 { // the second time into the folder that is there
		if _, errs, code := sh(t, "", args...); code != 0 {
			t.Fatal(errs)
		}
		if got, want := names(t, out), tablesOf(t, "retail", ".csv"); !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		if got := names(t, dir); !slices.Equal(got, []string{"out"}) {
			t.Errorf("left beside the folder: %v", got)
		}
	}
	text, err := os.ReadFile(filepath.Join(out, "customers.csv"))
	if err != nil || strings.Count(string(text), "\n") != 21 {
		t.Errorf("%d lines of customers, %v", strings.Count(string(text), "\n"), err)
	}
}

func TestAllTablesNeedAFolder(t *testing.T) {
	if out, errs, code := sh(t, "", "generate", "-domain", "retail", "-entity", "all"); code != 1 || out != "" || !strings.Contains(errs, "-o") {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	out := filepath.Join(t.TempDir(), "out")
	if _, errs, code := sh(t, "", "generate", "-domain", "retail", "-entity", "all", "-profile", "none", "-o", out); code != 1 || !strings.Contains(errs, "/profile") {
		t.Errorf("exit %d, %q", code, errs)
	}
	if left := names(t, filepath.Dir(out)); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAllTablesAsOneScript(t *testing.T) {
	script, errs, code := sh(t, "", "generate", "-domain", "saas", "-entity", "all", "-count", "10", "-format", "sql")
	if code != 0 {
		t.Fatal(errs)
	}
	created := map[string]bool{}
	table := ""
	for line := range strings.Lines(script) {
		if name, ok := strings.CutPrefix(line, `CREATE TABLE "`); ok {
			table, _, _ = strings.Cut(name, `"`)
			created[table] = true
		}
		if _, to, ok := strings.Cut(line, ` REFERENCES "`); ok && strings.HasPrefix(line, "  FOREIGN KEY") {
			if to, _, _ = strings.Cut(to, `"`); !created[to] {
				t.Errorf("%s refers to %s, which is not created yet", table, to)
			}
		}
		if strings.HasPrefix(line, "SET ") {
			t.Errorf("%q is not for every database", line)
		}
	}
	if want := tablesOf(t, "saas", ""); len(created) != len(want) {
		t.Errorf("%d tables of %d", len(created), len(want))
	}
	mine, _, _ := sh(t, "", "generate", "-domain", "saas", "-entity", "all", "-count", "10", "-format", "sql", "-dialect", "mysql")
	if !strings.Contains(mine, "CREATE TABLE `accounts`") {
		t.Errorf("mysql: %.200s", mine)
	}
}

func TestAllTablesOverHTTP(t *testing.T) {
	s := server(t, t.TempDir(), "")
	url := s.URL + "/api/synthetic/generate"
	const request = `{"domain":"retail","entity":"all","count":20,"seed":3,"format":`
	r, packed := post(t, url, request+`"csv"}`)
	if kind := r.Header.Get("Content-Type"); r.StatusCode != http.StatusOK || kind != "application/zip" {
		t.Fatalf("%s, %s: %.200s", r.Status, kind, packed)
	}
	if _, again := post(t, url, request+`"csv"}`); again != packed {
		t.Error("the same request gives other bytes")
	}
	z, err := zip.NewReader(strings.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "out")
	if _, errs, code := sh(t, "", "generate", "-domain", "retail", "-entity", "all", "-count", "20", "-seed", "3", "-o", dir); code != 0 {
		t.Fatal(errs)
	}
	for _, file := range z.File {
		f, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		served, err := io.ReadAll(f)
		written, missing := os.ReadFile(filepath.Join(dir, file.Name))
		if err != nil || missing != nil || string(served) != string(written) {
			t.Errorf("%s is not what the shell writes: %v, %v", file.Name, err, missing)
		}
	}
	if len(z.File) != len(names(t, dir)) {
		t.Errorf("%d files of %d", len(z.File), len(names(t, dir)))
	}
	script, _, _ := sh(t, "", "generate", "-domain", "retail", "-entity", "all", "-count", "20", "-seed", "3", "-format", "sql")
	if r, served := post(t, url, request+`"sql"}`); r.Header.Get("Content-Type") != "application/sql" || served != script {
		t.Errorf("the script is not the shell's: %.200s", served)
	}
	if r, text := post(t, url, `{"domain":"retail","entity":"all","count":90000000000,"format":"csv"}`); r.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("%s: %.200s", r.Status, text)
	}
	if r, text := post(t, url, `{"domain":"nowhere","entity":"all","format":"csv"}`); r.StatusCode != http.StatusNotFound {
		t.Errorf("%s: %.200s", r.Status, text)
	}
}
