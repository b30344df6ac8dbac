package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"syscall/js"
	"testing"

	"github.com/groflex/groflex/engine/wire"
	"github.com/groflex/groflex/schemas"
)

// groflex is the object as a page sees it, with the built-in catalogue.
func groflex(t *testing.T) js.Value {
	t.Helper()
	register(&session{})
	object := js.Global().Get("groflex")
	files := js.Global().Get("Object").New()
	for path, content := range schemas.Files() {
		files.Set(path, array(content))
	}
	if _, err := settled(object.Call("catalog", files)); err != nil {
		t.Fatal(err)
	}
	return object
}

// rejection is what a promise was rejected with.
type rejection struct{ js.Value }

func (r rejection) Error() string { return r.Get("message").String() }

func settled(promise js.Value) (value js.Value, err error) {
	done := make(chan struct{})
	kept := js.FuncOf(func(_ js.Value, args []js.Value) any { value = argument(args, 0); close(done); return nil })
	broken := js.FuncOf(func(_ js.Value, args []js.Value) any { err = rejection{args[0]}; close(done); return nil })
	defer kept.Release()
	defer broken.Release()
	promise.Call("then", kept, broken)
	<-done
	return value, err
}

func object(t *testing.T, v any) js.Value {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return parse(text)
}

func read(t *testing.T, v js.Value, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(js.Global().Get("JSON").Call("stringify", v).String()), into); err != nil {
		t.Fatal(err)
	}
}

func TestSchemasListTheCatalogue(t *testing.T) {
	v, err := settled(groflex(t).Call("schemas", "retail"))
	if err != nil {
		t.Fatal(err)
	}
	var catalog wire.Catalog
	read(t, v, &catalog)
	if len(catalog.Domains) != 1 || catalog.Domains[0].Name != "retail" || len(catalog.Domains[0].Entities) < 3 {
		t.Errorf("%+v", catalog)
	}
}

func TestGenerateAnswersWithRecords(t *testing.T) {
	v, err := settled(groflex(t).Call("generate", object(t, map[string]any{"domain": "retail", "entity": "customers", "count": 20, "seed": 1})))
	if err != nil {
		t.Fatal(err)
	}
	var answer wire.Answer
	read(t, v, &answer)
	var records []map[string]any
	if err := json.Unmarshal(answer.Records, &records); err != nil || len(records) != 20 || records[0]["id"] != "CUS-00000001" {
		t.Errorf("%d records: %v", len(records), err)
	}
	if answer.Quality.Compliance.Valid != 20 {
		t.Errorf("%+v", answer.Quality.Compliance)
	}
}

func TestGenerateWritesToASink(t *testing.T) {
	var got []byte
	phases := map[string]bool{}
	sink := js.Global().Get("Object").New()
	write := js.FuncOf(func(_ js.Value, args []js.Value) any {
		b, ok := readBytes(args[0])
		if !ok {
			t.Error("the chunk is not a Uint8Array")
		}
		got = append(got, b...)
		return js.Global().Get("Promise").Call("resolve")
	})
	progress := js.FuncOf(func(_ js.Value, args []js.Value) any { phases[args[0].Get("phase").String()] = true; return nil })
	defer write.Release()
	defer progress.Release()
	sink.Set("write", write)
	sink.Set("progress", progress)
	v, err := settled(groflex(t).Call("generate",
		object(t, map[string]any{"domain": "retail", "entity": "customers", "count": 20_000, "seed": 1, "format": "csv"}), sink))
	if err != nil {
		t.Fatal(err)
	}
	var answer wire.Answer
	read(t, v, &answer)
	sum := sha256.Sum256(got)
	if hex.EncodeToString(sum[:]) != answer.Meta.SHA256 || strings.Count(string(got), "\n") != 20_001 {
		t.Errorf("%d bytes, meta %+v", len(got), answer.Meta)
	}
	if !phases["rows"] || !phases["report"] {
		t.Errorf("progress told of %v", phases)
	}
}

func TestChunksTakeSpentMemory(t *testing.T) {
	request := object(t, map[string]any{"domain": "retail", "entity": "customers", "count": 40_000, "seed": 1, "format": "csv"})
	spent := map[string]func(chunk js.Value) any{
		"nothing":    func(js.Value) any { return nil },
		"the chunk":  func(chunk js.Value) any { return chunk },
		"it later":   func(chunk js.Value) any { return js.Global().Get("Promise").Call("resolve", chunk) },
		"too little": func(js.Value) any { return array([]byte("small")) },
		"what is no longer there": func(chunk js.Value) any {
			js.Global().Call("structuredClone", chunk, map[string]any{"transfer": []any{chunk.Get("buffer")}})
			return chunk
		},
	}
	var whole string
	for name, give := range spent {
		var got []byte
		var buffers []js.Value
		write := js.FuncOf(func(_ js.Value, args []js.Value) any {
			b, _ := readBytes(args[0])
			got, buffers = append(got, b...), append(buffers, args[0].Get("buffer"))
			return give(args[0])
		})
		defer write.Release()
		sink := js.Global().Get("Object").New()
		sink.Set("write", write)
		if _, err := settled(groflex(t).Call("generate", request, sink)); err != nil {
			t.Fatal(err)
		}
		if whole == "" {
			whole = string(got)
		}
		if string(got) != whole || len(buffers) < 3 {
			t.Errorf("returning %s: %d bytes in %d chunks, not the %d of %q", name, len(got), len(buffers), len(whole), whole[:80])
		}
		again := 0
		for _, b := range buffers[1:] {
			if b.Equal(buffers[0]) {
				again++
			}
		}
		if reused := name == "the chunk" || name == "it later"; reused != (again == len(buffers)-1) || !reused && again > 0 {
			t.Errorf("returning %s: %d of %d chunks in the memory of the first", name, again, len(buffers)-1)
		}
	}
}

func TestASampleMayBeBytes(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("kind,size\n")
	for i := range 200 {
		csv.WriteString([]string{"a,1\n", "b,2\n"}[i%2])
	}
	req := object(t, map[string]any{"mode": "MIMIC_BUFFER", "count": 50, "sample": map[string]any{"name": "x.csv"}})
	req.Get("sample").Set("data", array([]byte(csv.String())))
	v, err := settled(groflex(t).Call("generate", req))
	if err != nil {
		t.Fatal(err)
	}
	var answer wire.Answer
	read(t, v, &answer)
	var records []struct {
		Kind string
		Size int
	}
	if err := json.Unmarshal(answer.Records, &records); err != nil || len(records) != 50 {
		t.Fatalf("%d records: %v", len(records), err)
	}
	for _, r := range records {
		if (r.Kind == "a") != (r.Size == 1) {
			t.Errorf("%+v: kind decides size in the sample", r)
		}
	}
}

func TestErrorsCarryTheProblem(t *testing.T) {
	for request, status := range map[string]int{
		`{"domain":"nowhere","entity":"x"}`:                                       404,
		`{"domain":"retail","entity":"customers","count":-1,"format":"paper"}`:    422,
		`{"domain":"retail","entity":"customers","colour":"red"}`:                 422,
		`{"mode":"MIMIC_BUFFER","sample":{"name":"x.csv","data":"a,b\n1,2,3\n"}}`: 400,
	} {
		_, err := settled(groflex(t).Call("generate", parse([]byte(request))))
		failed, ok := err.(rejection)
		if !ok {
			t.Errorf("%s: no error", request)
			continue
		}
		var problem wire.Problem
		read(t, failed.Get("problem"), &problem)
		if problem.Status != status || len(problem.Errors) == 0 {
			t.Errorf("%s: %+v", request, problem)
		}
	}
}

func TestAPanicBecomesAnError(t *testing.T) {
	fn := promised(func([]js.Value) (any, error) { panic("oops") })
	defer fn.Release()
	if _, err := settled(fn.Invoke()); err == nil || !strings.Contains(err.Error(), "oops") {
		t.Errorf("error %v", err)
	}
}

func TestSlicesOfARunMergeToTheWhole(t *testing.T) {
	g := groflex(t)
	var made []byte
	write := js.FuncOf(func(_ js.Value, args []js.Value) any {
		b, _ := readBytes(args[0])
		made = append(made, b...)
		return nil
	})
	defer write.Release()
	sink := js.Global().Get("Object").New()
	sink.Set("write", write)
	call := func(method string, args ...any) js.Value {
		t.Helper()
		value, err := settled(g.Call(method, args...))
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	request := object(t, map[string]any{"domain": "retail", "entity": "customers", "count": 9000, "seed": 3, "format": "csv"})
	text := func(from, to int) string {
		made = nil
		call("slice", object(t, map[string]any{"from": from, "to": to}), sink)
		return string(made)
	}
	call("open", request)
	first, last := text(0, 1000), text(5000, 9000)
	one := call("part")
	if !one.Get("sketch").InstanceOf(js.Global().Get("Uint8Array")) {
		t.Error("the sketch is not a Uint8Array")
	}
	call("open", request)
	middle := text(1000, 5000)
	merged := call("merge", request, js.Global().Get("Array").New(one, call("part")))

	made = nil
	whole := call("generate", request, sink, object(t, map[string]any{"hash": false}))
	if string(made) != first+middle+last {
		t.Error("the slices do not join to the whole")
	}
	json := js.Global().Get("JSON")
	if got, want := json.Call("stringify", merged).String(), json.Call("stringify", whole).String(); got != want {
		t.Errorf("merged\n%s\nwhole\n%s", got, want)
	}
}

func TestSlicesNeedAnOpenRunAndTheirOrder(t *testing.T) {
	g := groflex(t)
	rows := object(t, map[string]any{"from": 10, "to": 20})
	sink := js.Global().Get("Object").New()
	sink.Set("write", js.Global().Get("Function").New())
	if _, err := settled(g.Call("slice", rows, sink)); err == nil {
		t.Error("a slice of no run")
	}
	if _, err := settled(g.Call("open", object(t, map[string]any{"domain": "retail", "entity": "customers", "format": "csv"}))); err != nil {
		t.Fatal(err)
	}
	if _, err := settled(g.Call("slice", rows, sink)); err != nil {
		t.Fatal(err)
	}
	if _, err := settled(g.Call("slice", rows, sink)); err == nil {
		t.Error("the same rows twice")
	}
}

func TestLinkedIsARequestATable(t *testing.T) {
	g := groflex(t)
	list, err := settled(g.Call("linked", object(t, map[string]any{"domain": "retail", "entity": "all", "count": 20, "format": "csv"})))
	if err != nil {
		t.Fatal(err)
	}
	var requests []wire.Request
	read(t, list, &requests)
	made := map[string]int64{}
	for i, req := range requests {
		value, err := settled(g.Call("generate", list.Index(i)))
		if err != nil {
			t.Fatal(err)
		}
		var answer wire.Answer
		read(t, value, &answer)
		if made[req.Entity] = answer.Meta.Count; answer.Meta.Count != *req.Count || req.Roots != 20 {
			t.Errorf("%s: %d rows, %+v", req.Entity, answer.Meta.Count, req)
		}
	}
	if made["customers"] != 20 || len(made) < 2 {
		t.Errorf("made %v", made)
	}
	_, err = settled(g.Call("linked", object(t, map[string]any{"domain": "nowhere"})))
	if rejected, ok := err.(rejection); !ok || rejected.Get("problem").Get("status").Int() != 404 {
		t.Errorf("an unknown domain: %v", err)
	}
}
