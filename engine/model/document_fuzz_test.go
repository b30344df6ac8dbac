package model

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// A document is refused, or draws.
func FuzzDocument(f *testing.F) {
	for _, csv := range []string{"a,b\n1,x\n2,y\n2,\n", "p,q\n$1.50,2024-01-01\nnone,2024-01-02\n", shop(60)} {
		doc, err := json.Marshal(fit(f, csv, Options{}))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		var m Model
		if json.Unmarshal(doc, &m) == nil {
			draw(&m, 1, 0, 20)
		}
	})
}

// FuzzChangedDocument: a document in which a few values are others is refused,
// or draws.
func FuzzChangedDocument(f *testing.F) {
	var docs []any
	for _, csv := range []string{"a,b\n1,x\n2,y\n2,\n", "p,q\n$1.50,2024-01-01\nnone,2024-01-02\n", shop(60), shop(400)} {
		text, err := json.Marshal(fit(f, csv, Options{}))
		if err != nil {
			f.Fatal(err)
		}
		docs = append(docs, nil)
		if err := json.Unmarshal(text, &docs[len(docs)-1]); err != nil {
			f.Fatal(err)
		}
	}
	for seed := range uint64(40) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		doc := docs[r.IntN(len(docs))]
		for range 1 + r.IntN(3) {
			doc = changed(r, doc)
		}
		text, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		var m Model
		if json.Unmarshal(text, &m) == nil {
			draw(&m, 1, 0, 20)
		}
	})
}

// changed is a JSON value with one value in it, at a random place, replaced,
// doubled or left out.
func changed(r *rand.Rand, value any) any {
	switch v := value.(type) {
	case map[string]any:
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		if len(names) == 0 {
			break
		}
		slices.Sort(names)
		copied, name := maps.Clone(v), names[r.IntN(len(names))]
		if r.IntN(40) == 0 {
			delete(copied, name)
		} else {
			copied[name] = changed(r, v[name])
		}
		return copied
	case []any:
		if len(v) == 0 {
			break
		}
		at := r.IntN(len(v))
		switch r.IntN(12) {
		case 0:
			return slices.Delete(slices.Clone(v), at, at+1)
		case 1:
			return slices.Insert(slices.Clone(v), at, v[at])
		}
		copied := slices.Clone(v)
		copied[at] = changed(r, v[at])
		return copied
	case float64:
		return []any{v + 1, v - 1, -v, 2 * v, 0, 1, -1, 255, 256, 65535, 1 << 31, 1 << 32, -1 << 31, 1<<63 - 1024, -1 << 63, nil}[r.IntN(16)]
	case bool:
		return !v
	}
	return []any{nil, 0, 1, "", "x", true, []any{}, map[string]any{}}[r.IntN(8)]
}
