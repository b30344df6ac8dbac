package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/wire"
)

// made is a folder with all tables of retail.
func made(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	if _, errs, code := sh(t, "", "generate", "-domain", "retail", "-entity", "all", "-count", "12", "-seed", "3", "-format", "csv", "-o", dir); code != 0 {
		t.Fatal(errs)
	}
	return dir
}

// edit replaces a text in a file, once.
func edit(t *testing.T, file, from, to string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(text, []byte(from)) {
		t.Fatalf("%s has no %q: %v", file, from, err)
	}
	if err := os.WriteFile(file, bytes.Replace(text, []byte(from), []byte(to), 1), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestADataSetIsValidatedFromAFolderAndAZip(t *testing.T) {
	dir := made(t)
	packed := filepath.Join(t.TempDir(), "retail.zip")
	pack := func() {
		file, err := os.Create(packed)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		z := zip.NewWriter(file)
		defer z.Close()
		if err := z.AddFS(os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
	}
	tables := len(names(t, dir))
	if err := os.WriteFile(filepath.Join(dir, "README.txt"), []byte("not a table"), 0o644); err != nil {
		t.Fatal(err)
	}
	pack()
	for _, from := range []string{dir, packed} {
		out, errs, code := sh(t, "", "validate", "-domain", "retail", "-entity", "all", from)
		if code != 0 || strings.Contains(out, "line ") || !strings.Contains(out, fmt.Sprintf(" rows are valid in %d tables", tables)) || strings.Contains(errs, "no file") {
			t.Errorf("%s: exit %d: %s%s", from, code, out, errs)
		}
	}
	edit(t, filepath.Join(dir, "orders.csv"), ",CUS-00000007,", ",CUS-70000007,")
	pack()
	for _, from := range []string{dir, packed} {
		out, _, code := sh(t, "", "validate", "-domain", "retail", "-entity", "all", from)
		if code != 1 || !strings.Contains(out, `: /customer_id: no row of customers has the id "CUS-70000007" [/properties/customer_id/x-groflex/ref]`) || !strings.HasPrefix(out, "customers.csv: 12 of 12") {
			t.Errorf("%s: exit %d: %s", from, code, out)
		}
	}
	out, errs, code := sh(t, "", "validate", "-domain", "retail", "-entity", "all", filepath.Join(dir, "orders.csv"), filepath.Join(dir, "customers.csv"))
	if code != 1 || !strings.Contains(errs, "there is no file of categories,") || !strings.Contains(errs, `orders.csv: rule "paid in full" is not checked: the rows do not have sum(payments.captured)`) {
		t.Errorf("two files: exit %d: %s%s", code, out, errs)
	}
	for _, args := range [][]string{{t.TempDir()}, {filepath.Join(dir, "README.txt")}, {filepath.Join(dir, "none")}, {"-as-of", "soon", dir}} {
		if _, errs, code := sh(t, "", append([]string{"validate", "-domain", "retail", "-entity", "all"}, args...)...); code != 1 || errs == "" {
			t.Errorf("%v: exit %d: %s", args, code, errs)
		}
	}
	if _, _, code := sh(t, "", "validate", "-domain", "retail", "-entity", "all"); code != 2 {
		t.Errorf("without a file: exit %d", code)
	}
}

func TestADataSetIsValidatedOverHTTP(t *testing.T) {
	s := server(t, t.TempDir(), "")
	dir := made(t)
	verdict := func() (answer wire.DataSetAnswer) {
		documents, err := readTables(dir)
		if err != nil {
			t.Fatal(err)
		}
		body, err := json.Marshal(wire.ValidateRequest{Domain: "retail", Entity: "all", Tables: documents})
		if err != nil {
			t.Fatal(err)
		}
		_, text := post(t, s.URL+"/api/synthetic/validate", string(body))
		if err := json.Unmarshal([]byte(text), &answer); err != nil {
			t.Fatalf("%v in %.200s", err, text)
		}
		return answer
	}
	if v := verdict(); !v.Valid || v.Rows == 0 || len(v.Tables) != len(names(t, dir)) {
		t.Errorf("%v: %d rows in %d tables", v.Valid, v.Rows, len(v.Tables))
	}
	edit(t, filepath.Join(dir, "inventory.csv"), "SKU-", "SKX-")
	if v := verdict(); v.Valid || v.Invalid == 0 {
		t.Error("a broken key is not found")
	}
	if r, text := post(t, s.URL+"/api/synthetic/validate", `{"domain":"retail","entity":"all","tables":[{"name":"ghosts.csv","data":"a\n1\n"}]}`); r.StatusCode != 404 || !strings.Contains(text, "/tables/0/name") {
		t.Errorf("%s %s", r.Status, text)
	}
}
