package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/wire"
)

func server(t *testing.T, site, cors string) *httptest.Server {
	t.Helper()
	e, err := openEngine("")
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(handler(e, site, cors))
	t.Cleanup(s.Close)
	return s
}

func post(t *testing.T, url, body string) (*http.Response, string) {
	t.Helper()
	r, err := http.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r, string(text)
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(text)
}

func TestGenerateOverHTTP(t *testing.T) {
	s := server(t, t.TempDir(), "")
	r, text := post(t, s.URL+"/api/synthetic/generate", `{"domain":"fintech","entity":"customers","count":5,"seed":42}`)
	var answer wire.Answer
	if err := json.Unmarshal([]byte(text), &answer); err != nil || r.StatusCode != 200 {
		t.Fatalf("%s: %v\n%s", r.Status, err, text)
	}
	var records []map[string]any
	if err := json.Unmarshal(answer.Records, &records); err != nil || len(records) != 5 {
		t.Errorf("%d records: %v", len(records), err)
	}
	if answer.Meta.Seed != 42 || answer.Quality.Compliance.Valid != 5 || !json.Valid(answer.Schema) {
		t.Errorf("meta %+v, compliance %+v", answer.Meta, answer.Quality.Compliance)
	}
}

// The table of engine/testdata gives the same bytes over HTTP.
func TestParityOverHTTP(t *testing.T) {
	text, err := os.ReadFile("engine/testdata/parity.json")
	if err != nil {
		t.Fatal(err)
	}
	var table []struct {
		Name, SHA256 string
		Request      json.RawMessage
	}
	if err := json.Unmarshal(text, &table); err != nil {
		t.Fatal(err)
	}
	s := server(t, t.TempDir(), "")
	for _, row := range table {
		r, body := post(t, s.URL+"/api/synthetic/generate", string(row.Request))
		sum := sha256.Sum256([]byte(body))
		got := hex.EncodeToString(sum[:])
		var answer wire.Answer
		if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") && json.Unmarshal([]byte(body), &answer) == nil {
			got = answer.Meta.SHA256 // the records are wrapped in an answer
		}
		if got != row.SHA256 {
			t.Errorf("%s: %s %s, want %s", row.Name, r.Status, got, row.SHA256)
		}
	}
}

func TestFormatsByAcceptHeader(t *testing.T) {
	s := server(t, t.TempDir(), "")
	for accept, want := range map[string]string{"text/csv": "id,", "application/x-ndjson": `{"id":`, "application/sql;q=0.9, */*": "SET standard_conforming_strings"} {
		req, err := http.NewRequest("POST", s.URL+"/api/synthetic/generate", strings.NewReader(`{"domain":"retail","entity":"products","count":3}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept", accept)
		r, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil || !strings.HasPrefix(string(text), want) {
			t.Errorf("%s: %.40q, %v", accept, text, err)
		}
		if media, _, _ := strings.Cut(accept, ";"); !strings.HasPrefix(r.Header.Get("Content-Type"), media) {
			t.Errorf("%s: content type %s", accept, r.Header.Get("Content-Type"))
		}
	}
}

func TestProblems(t *testing.T) {
	s := server(t, t.TempDir(), "")
	for name, c := range map[string]struct {
		path, body string
		status     int
		pointer    string
	}{
		"not JSON":         {"generate", `{"domain":`, 400, ""},
		"unknown name":     {"generate", `{"dominion":"retail"}`, 422, ""},
		"unknown domain":   {"generate", `{"domain":"space","entity":"ships"}`, 404, "/domain"},
		"too many rows":    {"generate", `{"domain":"retail","entity":"orders","count":200000}`, 413, "/count"},
		"too many roots":   {"generate", `{"domain":"fintech","entity":"transactions","roots":1000000000,"format":"csv"}`, 413, "/roots"},
		"too wide a slice": {"generate", `{"domain":"retail","entity":"orders","count":900000,"rows":{"from":5,"to":200005}}`, 413, "/rows"},
		"nothing":          {"generate", ``, 400, ""},
		"half of it":       {"generate", `{"domain":"retail",`, 400, ""},
		"a list":           {"generate", `[]`, 422, ""},
		"a text":           {"generate", `{"count":"5"}`, 422, "/count"},
		"bad count":        {"preview", `{"domain":"retail","entity":"orders","count":-2}`, 422, "/count"},
		"no records":       {"validate", `{"domain":"retail","entity":"orders"}`, 422, "/records"},
		"nowhere":          {"elsewhere", `{}`, 404, ""},
	} {
		r, text := post(t, s.URL+"/api/synthetic/"+c.path, c.body)
		var p wire.Problem
		if err := json.Unmarshal([]byte(text), &p); err != nil {
			t.Errorf("%s: %v in %q", name, err, text)
			continue
		}
		if r.StatusCode != c.status || p.Status != c.status || len(p.Errors) == 0 || p.Errors[0].Pointer != c.pointer {
			t.Errorf("%s: %s %s", name, r.Status, text)
		}
		if got := r.Header.Get("Content-Type"); got != "application/problem+json" {
			t.Errorf("%s: content type %s", name, got)
		}
	}
}

func TestOtherMethodsAreToldTheRightOne(t *testing.T) {
	s := server(t, t.TempDir(), "")
	for _, c := range []struct{ method, path, allow string }{
		{"GET", "generate", "POST"}, {"PUT", "validate", "POST"}, {"DELETE", "schemas/retail", "GET"}, {"POST", "schemas", "GET"}, {"OPTIONS", "preview", "POST"},
	} {
		req, err := http.NewRequest(c.method, s.URL+"/api/synthetic/"+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		var p wire.Problem
		err = json.NewDecoder(r.Body).Decode(&p)
		r.Body.Close()
		if err != nil || r.StatusCode != 405 || p.Status != 405 || r.Header.Get("Allow") != c.allow || !strings.Contains(p.Detail, c.allow) {
			t.Errorf("%s %s: %s, allowed %q, %+v, %v", c.method, c.path, r.Status, r.Header.Get("Allow"), p, err)
		}
	}
}

func TestValidateAndPreviewOverHTTP(t *testing.T) {
	s := server(t, t.TempDir(), "")
	_, text := post(t, s.URL+"/api/synthetic/preview", `{"domain":"retail","entity":"products","seed":3}`)
	var answer wire.Answer
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatal(err)
	}
	verdict := func(records string) (v wire.ValidateAnswer) {
		_, text := post(t, s.URL+"/api/synthetic/validate", `{"domain":"retail","entity":"products","records":`+records+`}`)
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		return v
	}
	if v := verdict(string(answer.Records)); !v.Valid || v.Rows != 100 {
		t.Errorf("the preview's own records: %+v", v)
	}
	if v := verdict(`[{"id":"SKU-000001","price":-1}]`); v.Valid || v.Invalid != 1 || len(v.Faults) < 2 {
		t.Errorf("a wrong record: %+v", v)
	}
}

func TestSchemasOverHTTP(t *testing.T) {
	s := server(t, t.TempDir(), "")
	_, text := get(t, s.URL+"/api/synthetic/schemas/retail")
	var catalog wire.Catalog
	if err := json.Unmarshal([]byte(text), &catalog); err != nil || catalog.Domains[0].Name != "retail" {
		t.Errorf("%v in %.80s", err, text)
	}
	status, text := get(t, s.URL+"/api/synthetic/schemas/retail/orders")
	if !json.Valid([]byte(text)) || status != 200 || !strings.Contains(text, `"x-groflex"`) {
		t.Errorf("%d %.80s", status, text)
	}
	if status, _ := get(t, s.URL+"/api/synthetic/schemas/retail/ghosts"); status != 404 {
		t.Errorf("unknown table: %d", status)
	}
	if status, text := get(t, s.URL+"/api/health"); status != 200 || !strings.Contains(text, `"ok"`) {
		t.Errorf("health: %d %s", status, text)
	}
}

func TestNothingOutsideTheSiteIsServed(t *testing.T) {
	dir := t.TempDir()
	site := filepath.Join(dir, "dist")
	write := func(path, text string) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(site, "index.html"), "the page")
	write(filepath.Join(dir, "secret.txt"), "secret")
	if err := os.Symlink(filepath.Join(dir, "secret.txt"), filepath.Join(site, "link.txt")); err != nil {
		t.Fatal(err)
	}
	s := server(t, site, "https://example.org")
	if status, text := get(t, s.URL+"/"); status != 200 || text != "the page" {
		t.Errorf("index: %d %q", status, text)
	}
	for _, path := range []string{"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/link.txt"} {
		if status, text := get(t, s.URL+path); strings.Contains(text, "secret") || status == 200 && text != "the page" {
			t.Errorf("%s: %d %q", path, status, text)
		}
	}
	r, err := http.Get(s.URL + "/api/health")
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if got := r.Header.Get("Access-Control-Allow-Origin"); got != "https://example.org" {
		t.Errorf("allowed origin %q", got)
	}
}
