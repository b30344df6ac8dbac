//go:build conformance

package conformance

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/groflex/groflex/engine/instance"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

const seeds = 5

// entry is a line of a corpus.
type entry struct {
	ID, Name, Draft, File string
	Schema                json.RawMessage
}

func (e entry) label() string { return e.ID + e.Name }

// verdict is what came of one schema, worst instance first.
type verdict struct {
	outcome   string // pass, refused, invalid, crashed, slow
	why       string
	times     []time.Duration
	instances []json.RawMessage
	strict    bool // no trivial constant follows the schema
	trivial   int
}

// TestConformance prints how many schemas of each corpus all five seeds
// satisfy. GROFLEX_CORPUS names the folder of strong.jsonl and
// schemastore.jsonl, GROFLEX_INSTANCES a file that gets every instance, for
// the second judge; GROFLEX_ONLY a part of a schema's name, shown in full.
func TestConformance(t *testing.T) {
	folder := os.Getenv("GROFLEX_CORPUS")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "..", "shared", "data", "jsonschema")
	}
	var out *bufio.Writer
	if name := os.Getenv("GROFLEX_INSTANCES"); name != "" {
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		out = bufio.NewWriter(f)
		defer out.Flush()
	}
	for _, corpus := range []struct {
		name  string
		floor float64
	}{{"strong", 98}, {"schemastore", 97}} {
		entries, err := load(filepath.Join(folder, corpus.name+".jsonl"))
		if err != nil {
			fmt.Printf("no corpus: %v (set GROFLEX_CORPUS)\n", err)
			return
		}
		share, bad := run(corpus.name, entries, out)
		if share < corpus.floor || bad > 0 {
			t.Errorf("%s: %.1f%% pass, %d invalid, crashed or slow", corpus.name, share, bad)
		}
	}
}

func load(name string) ([]entry, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var list []entry
	for line := range bytes.Lines(text) {
		var e entry
		if err := json.Unmarshal(line, &e); err != nil {
			return nil, err
		}
		e.Schema = dated(e.Schema, e.Draft)
		list = append(list, e)
	}
	return list, nil
}

// dated gives a schema the $schema of its draft, where it has none.
func dated(schema json.RawMessage, draft string) json.RawMessage {
	uri := map[string]string{
		"4": "http://json-schema.org/draft-04/schema#", "6": "http://json-schema.org/draft-06/schema#",
		"7": "http://json-schema.org/draft-07/schema#", "2019-09": "https://json-schema.org/draft/2019-09/schema",
		"2020-12": "https://json-schema.org/draft/2020-12/schema",
	}[draft]
	trimmed := bytes.TrimSpace(schema)
	if uri == "" || len(trimmed) == 0 || trimmed[0] != '{' || bytes.Contains(schema, []byte(`"$schema": "http`)) || bytes.Contains(schema, []byte(`"$schema":"http`)) {
		return schema
	}
	rest := bytes.TrimSpace(trimmed[1:])
	comma := ","
	if rest[0] == '}' {
		comma = ""
	}
	return json.RawMessage(fmt.Sprintf(`{"$schema": %q%s %s`, uri, comma, rest))
}

func run(name string, entries []entry, out *bufio.Writer) (share float64, bad int) {
	total, perDraft, perFile := map[string]int{}, map[string]map[string]int{}, map[string]map[string]int{}
	var times []time.Duration
	strict, trivial := 0, 0
	only := os.Getenv("GROFLEX_ONLY")
	for _, e := range entries {
		if only != "" && !strings.Contains(e.label(), only) {
			continue
		}
		v := judgeOne(e)
		total[v.outcome]++
		count(perDraft, e.Draft, v.outcome)
		count(perFile, e.File, v.outcome)
		times = append(times, v.times...)
		if v.strict {
			strict += len(v.instances)
			trivial += v.trivial
		}
		if v.outcome != "pass" {
			fmt.Printf("  %-8s %s %s %s: %.300s\n", v.outcome, e.label(), e.Draft, e.File, v.why)
		}
		if only != "" {
			fmt.Printf("%s\n", e.Schema)
			for _, i := range v.instances {
				fmt.Printf("  %s\n", i)
			}
		}
		if out != nil {
			line, _ := json.Marshal(map[string]any{"corpus": name, "id": e.label(), "draft": e.Draft, "file": e.File, "instances": v.instances})
			out.Write(append(line, '\n'))
		}
	}
	n := 0
	for _, k := range total {
		n += k
	}
	if n == 0 {
		return 100, 0
	}
	share = 100 * float64(total["pass"]) / float64(n)
	fmt.Printf("%s: %d schemas, %.2f%% pass %v\n", name, n, share, total)
	table("draft", perDraft)
	if len(perFile) > 1 {
		table("keyword file", perFile)
	}
	slices.Sort(times)
	if len(times) > 0 {
		fmt.Printf("  per instance: median %v, 99th %v, longest %v\n", times[len(times)/2], times[len(times)*99/100], times[len(times)-1])
	}
	fmt.Printf("  where no trivial constant is valid: %d of %d instances trivial (%.2f%%)\n", trivial, strict, 100*float64(trivial)/float64(max(strict, 1)))
	return share, total["invalid"] + total["crashed"] + total["slow"]
}

func count(m map[string]map[string]int, key, outcome string) {
	if m[key] == nil {
		m[key] = map[string]int{}
	}
	m[key][outcome]++
}

func table(title string, rows map[string]map[string]int) {
	names := []string{}
	for name := range rows {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		n := 0
		for _, k := range rows[name] {
			n += k
		}
		fmt.Printf("  %s %-32s %4d  %6.1f%% pass\n", title, name, n, 100*float64(rows[name]["pass"])/float64(n))
	}
}

// constants are the values that a generator could cheat with.
var constants = []string{"null", "{}", "[]", `""`, "0", "true"}

func judgeOne(e entry) (v verdict) {
	defer func() {
		if r := recover(); r != nil {
			v.outcome, v.why = "crashed", fmt.Sprint(r)
		}
	}()
	j, err := judge.New(e.Schema, nil)
	if err != nil {
		return verdict{outcome: "refused", why: "compile: " + err.Error()}
	}
	v.strict = !slices.ContainsFunc(constants, func(c string) bool {
		faults, err := j.ValidateText([]byte(c))
		return err == nil && len(faults) == 0
	})
	g, err := instance.New(e.Schema, j)
	if err != nil {
		return verdict{outcome: "refused", why: err.Error()}
	}
	// The judge is jsonschema/v5 with formats asserted; plain is v5 as it comes,
	// where it reads the schema at all.
	plain, err := jsonschema.CompileString("https://example.org/"+e.ID, string(e.Schema))
	if err != nil {
		plain = nil
	}
	v.outcome = "pass"
	for seed := range seeds {
		started := time.Now()
		text, err := g.Append(nil, rng.New(uint64(seed), "conformance"), 0)
		took := time.Since(started)
		v.times = append(v.times, took)
		if took > 5*time.Second {
			v.outcome, v.why = "slow", took.String()
			return v
		}
		if err != nil {
			v.outcome, v.why = "refused", err.Error()
			continue
		}
		v.instances = append(v.instances, text)
		if slices.Contains(constants, string(text)) {
			v.trivial++
		}
		if faults, err := j.ValidateText(text); err != nil || len(faults) > 0 {
			v.outcome, v.why = "invalid", fmt.Sprint(faults, err)
			return v
		}
		if plain != nil {
			value, _ := judge.Decode(text)
			if err := plain.Validate(value); err != nil {
				v.outcome, v.why = "invalid", "plain jsonschema/v5: "+err.Error()
				return v
			}
		}
	}
	return v
}
