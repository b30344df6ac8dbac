package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sh runs a command line and returns what it printed and its exit code.
func sh(t *testing.T, stdin string, args ...string) (out, errs string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), args, shell{strings.NewReader(stdin), &stdout, &stderr})
	return stdout.String(), stderr.String(), code
}

func TestSchemasAreListedOneALine(t *testing.T) {
	out, _, code := sh(t, "", "schemas", "-domain", "retail")
	if code != 0 || !strings.Contains(out, "orders\tOrders\n") {
		t.Errorf("exit %d, %q", code, out)
	}
}

func TestGenerateToAFileAndValidateIt(t *testing.T) {
	dir := t.TempDir()
	rows, report := filepath.Join(dir, "rows.csv"), filepath.Join(dir, "report.json")
	if _, errs, code := sh(t, "", "generate", "-domain", "retail", "-entity", "orders", "-count", "200", "--seed", "7", "-o", rows, "-report", report); code != 0 {
		t.Fatal(errs)
	}
	text, err := os.ReadFile(rows)
	if err != nil || strings.Count(string(text), "\n") != 201 {
		t.Fatalf("%d lines, %v", strings.Count(string(text), "\n"), err)
	}
	stdout, _, _ := sh(t, "", "generate", "-domain", "retail", "-entity", "orders", "-count", "200", "-seed", "7")
	if stdout != string(text) {
		t.Error("standard output and the file differ")
	}
	if r, err := os.ReadFile(report); err != nil || !strings.Contains(string(r), `"share": 1`) {
		t.Errorf("report %.200s, %v", r, err)
	}
	out, errs, code := sh(t, "", "validate", "-domain", "retail", "-entity", "orders", rows)
	if code != 0 || !strings.Contains(out, "200 of 200 rows are valid") || !strings.Contains(errs, `"customer joined first" is not checked: the rows do not have customers.joined_at`) {
		t.Errorf("exit %d: %s %s", code, out, errs)
	}
	bad := strings.Replace(string(text), "ORD-", "NOT-", 1)
	out, _, code = sh(t, bad, "validate", "-domain", "retail", "-entity", "orders", "-")
	if code != 1 || !strings.Contains(out, "line ") || !strings.Contains(out, "/id") {
		t.Errorf("exit %d: %s", code, out)
	}
}

// Whatever goes wrong, and whenever, no file is left, and none but what was
// asked for is named.
func TestAFailureLeavesNoFile(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	rows := []string{"generate", "-domain", "retail", "-entity", "orders", "-count", "9"}
	all := []string{"generate", "-domain", "retail", "-entity", "all", "-count", "2"}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"generate", "-domain", "nowhere", "-o", in("x.csv"), "-report", in("r.json")}, "/domain"},
		{append(rows, "-o", in("none/x.csv")), in("none/x.csv")},
		{append(rows, "-o", in("x.csv"), "-report", in("none/r.json")), in("none/r.json")},
		{append(rows, "-o", in("x.csv"), "-model-out", in("m.json")), "/mode"},
		{append(rows, "-o", dir), dir + " is a folder"},
		{append(all, "-o", in("none/out"), "-report", in("r.json")), in("none/out")},
		{append(all, "-format", "sql", "-o", dir, "-report", in("r.json")), dir + " is a folder"},
		{append(rows, "-schemas", in("none")), in("none")},
	} {
		_, errs, code := sh(t, "", c.args...)
		if code != 1 || !strings.Contains(errs, c.want) || strings.Contains(errs, ".groflex-") {
			t.Errorf("%q: exit %d: %s", c.args, code, errs)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
			t.Errorf("%q left behind: %v, %v", c.args, left, err)
		}
	}
}

func TestAnInterruptLeavesNoFile(t *testing.T) {
	dir := t.TempDir()
	ctx, interrupt := context.WithCancel(t.Context())
	interrupt()
	for _, entity := range []string{"orders", "all"} {
		var errs bytes.Buffer
		code := run(ctx, []string{"generate", "-domain", "retail", "-entity", entity, "-o", filepath.Join(dir, "out"), "-report", filepath.Join(dir, "r.json")}, shell{nil, nil, &errs})
		if left, err := os.ReadDir(dir); code != 1 || !strings.Contains(errs.String(), "interrupted") || err != nil || len(left) != 0 {
			t.Errorf("%s: exit %d, %s, left behind: %v, %v", entity, code, &errs, left, err)
		}
	}
}

func TestSlicesJoin(t *testing.T) {
	args := []string{"generate", "-domain", "retail", "-entity", "customers", "-count", "1000", "-seed", "9"}
	whole, _, _ := sh(t, "", args...)
	joined := ""
	for _, slice := range []string{"0:333", "333:666", "666:1000"} {
		part, errs, code := sh(t, "", append(args, "-rows", slice)...)
		if code != 0 {
			t.Fatal(errs)
		}
		joined += part
	}
	if joined != whole || whole == "" {
		t.Error("the slices do not join to the whole")
	}
}

func TestOwnSchemasLieOverTheBuiltIn(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "retail"), 0o755); err != nil {
		t.Fatal(err)
	}
	doc := `{"title": "Shops", "type": "object", "properties": {"id": {"type": "integer", "x-groflex": {"sequence": {"start": 5}}}}}`
	if err := os.WriteFile(filepath.Join(dir, "retail", "shops.json"), []byte(doc), 0o644); err != nil {
		t.Fatal(err)
	}
	out, errs, code := sh(t, "", "generate", "-schemas", dir, "-domain", "retail", "-entity", "shops", "-count", "2")
	if code != 0 || out != "id\n5\n6\n" {
		t.Errorf("exit %d: %q %s", code, out, errs)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{"dance"}, {"generate", "-size", "3"}, {"generate", "-count", "many"}, {"validate"}, {"generate", "-rows", "5"}, {"generate", "left over"}, {"schemas", "extra"}, {"serve", "extra"}} {
		if _, errs, code := sh(t, "", args...); code != 2 || strings.Count(errs, "\n") != 1 {
			t.Errorf("%q: exit %d, %q", args, code, errs)
		}
	}
	if _, errs, code := sh(t, "", "generate", "-h"); code != 0 || !strings.Contains(errs, "-domain") {
		t.Errorf("help: exit %d, %q", code, errs)
	}
}

// What goes beyond plain rows is asked for by flags, and faulty rows are found
// where their labels say.
func TestFlagsBeyondPlainRows(t *testing.T) {
	dir := t.TempDir()
	rows := filepath.Join(dir, "rows.csv")
	if _, errs, code := sh(t, "", "generate", "-domain", "retail", "-entity", "orders", "-count", "200", "-faulty", "0.05", "-o", rows); code != 0 {
		t.Fatal(errs)
	}
	out, _, code := sh(t, "", "validate", "-domain", "retail", "-entity", "orders", rows)
	if code != 1 || !strings.Contains(out, "190 of 200 rows are valid") || strings.Count(out, "line ") != 10 {
		t.Errorf("exit %d: %s", code, out)
	}
	sample := filepath.Join(dir, "sample.csv")
	if err := os.WriteFile(sample, []byte("a,b\n"+strings.Repeat("1,x\n2,y\n,x\n3,x\n", 20)), 0o644); err != nil {
		t.Fatal(err)
	}
	out, errs, code := sh(t, "", "generate", "-mode", "AUGMENTED_SET", "-sample", sample, "-count", "80", "-balance", "b=y:0.5", "-fill-missing", "-derive", "c = a + 1")
	if code != 0 || strings.Count(out, ",y,") != 80 || !strings.HasPrefix(out, "a,b,c\n1,x,2\n2,y,3\n") || strings.Contains(out[:400], "\n,") {
		t.Errorf("exit %d, %s: %s", code, errs, out)
	}
	if _, errs, code = sh(t, "", "generate", "-mode", "AUGMENTED_SET", "-sample", sample, "-fill-missing=z"); code != 1 || !strings.Contains(errs, "/fill_missing/0") {
		t.Errorf("exit %d: %s", code, errs)
	}
}
