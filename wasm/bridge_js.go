package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"syscall/js"

	"github.com/groflex/groflex/engine/wire"
)

// promised makes a method of fn: it runs as a goroutine, and what it returns
// is handed over as a plain object. It is the only place that recovers: a
// panic is a fault of ours, and must not take the worker along.
func promised(fn func(args []js.Value) (any, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		return js.Global().Get("Promise").New(js.FuncOf(func(_ js.Value, settle []js.Value) any {
			go func() {
				value, err := guarded(fn, args)
				if err != nil {
					settle[1].Invoke(failure(err))
					return
				}
				settle[0].Invoke(value)
			}()
			return nil
		}))
	})
}

func guarded(fn func(args []js.Value) (any, error), args []js.Value) (object js.Value, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("internal error: %v", p)
		}
	}()
	value, err := fn(args)
	if err != nil {
		return js.Null(), err
	}
	value, name, bulk := apart(value)
	text, err := json.Marshal(value)
	if err != nil {
		return js.Null(), err
	}
	object = parse(text)
	if name != "" {
		object.Set(name, bulk)
	}
	return object, nil
}

// apart takes out what crosses by itself: rows, which to marshal is to read
// again, and a sketch's megabytes, which JSON would carry in base64.
func apart(value any) (rest any, name string, bulk js.Value) {
	switch v := value.(type) {
	case wire.Answer:
		if rows := v.Records; rows != nil {
			v.Records = nil
			return v, "records", parse(rows)
		}
	case wire.Part:
		if sketch := v.Sketch; sketch != nil {
			v.Sketch = nil
			return v, "sketch", array(sketch)
		}
	}
	return value, "", js.Undefined()
}

// parse makes a plain object of JSON text; bytes through TextDecoder are the
// quickest way across.
func parse(text []byte) js.Value {
	decoded := js.Global().Get("TextDecoder").New().Call("decode", array(text))
	return js.Global().Get("JSON").Call("parse", decoded)
}

// array copies bytes into a new Uint8Array.
func array(b []byte) js.Value {
	a := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(a, b)
	return a
}

func failure(err error) js.Value {
	problem := wire.Explain(err)
	e := js.Global().Get("Error").New(problem.Detail)
	text, marshalled := json.Marshal(problem)
	if marshalled == nil {
		e.Set("problem", parse(text))
	}
	return e
}

func argument(args []js.Value, i int) js.Value {
	if i < len(args) {
		return args[i]
	}
	return js.Undefined()
}

// readBytes is the content of a Uint8Array or a string.
func readBytes(v js.Value) ([]byte, bool) {
	switch {
	case v.Type() == js.TypeString:
		return []byte(v.String()), true
	case v.InstanceOf(js.Global().Get("Uint8Array")):
		b := make([]byte, v.Length())
		js.CopyBytesToGo(b, v)
		return b, true
	}
	return nil, false
}

// readRequest reads a plain object. The data of a sample and of tables may be
// Uint8Arrays: they come across as they are, not as JSON. A schema may be its
// text, which says more than JavaScript's values do.
func readRequest(v js.Value, into any) error {
	if v.Type() != js.TypeObject {
		return wire.Faults{{Kind: wire.Malformed, Message: "the request is not an object"}}
	}
	sample, data := split(v.Get("sample"))
	if data != nil {
		v = with(v, "sample", sample)
	}
	var schema json.RawMessage
	if text := v.Get("schema"); text.Type() == js.TypeString {
		schema = json.RawMessage(text.String())
		v = with(v, "schema", nil)
	}
	var tables []*string
	if list := v.Get("tables"); list.InstanceOf(js.Global().Get("Array")) {
		bare := js.Global().Get("Array").New()
		for i := range list.Length() {
			table, data := split(list.Index(i))
			bare.Call("push", table)
			tables = append(tables, data)
		}
		v = with(v, "tables", bare)
	}
	text := js.Global().Get("JSON").Call("stringify", v).String()
	if err := wire.Decode([]byte(text), into); err != nil {
		return err
	}
	switch req := into.(type) {
	case *wire.Request:
		fill(req.Sample, data)
		if schema != nil {
			req.Schema = schema
		}
	case *wire.ValidateRequest:
		fill(req.Sample, data)
		if schema != nil {
			req.Schema = schema
		}
		for i := range req.Tables {
			fill(&req.Tables[i], tables[i])
		}
	}
	return nil
}

// split takes a document's data out of it; nil where there is none.
func split(document js.Value) (bare js.Value, data *string) {
	if document.Type() != js.TypeObject {
		return document, nil
	}
	bytes, ok := readBytes(document.Get("data"))
	if !ok {
		return document, nil
	}
	text := string(bytes)
	return with(document, "data", ""), &text
}

// fill puts the data of a document back.
func fill(document *wire.Document, data *string) {
	if document != nil && data != nil {
		document.Data = *data
	}
}

// readParts reads an array of parts, each sketch a Uint8Array.
func readParts(v js.Value) ([]wire.Part, error) {
	if v.Type() != js.TypeObject {
		return nil, wire.Faults{{Kind: wire.Malformed, Message: "the parts are not an array"}}
	}
	parts := make([]wire.Part, v.Length())
	for i := range parts {
		part := v.Index(i)
		if err := readRequest(with(part, "sketch", nil), &parts[i]); err != nil {
			return nil, err
		}
		parts[i].Sketch, _ = readBytes(part.Get("sketch"))
	}
	return parts, nil
}

// with is a copy of an object with another value of one property.
func with(v js.Value, name string, value any) js.Value {
	object := js.Global().Get("Object")
	return object.Call("assign", object.New(), v, map[string]any{name: value})
}

// readFiles reads an object of files by path.
func readFiles(v js.Value) map[string][]byte {
	files := map[string][]byte{}
	if v.Type() != js.TypeObject {
		return files
	}
	paths := js.Global().Get("Object").Call("keys", v)
	for i := range paths.Length() {
		path := paths.Index(i).String()
		if b, ok := readBytes(v.Get(path)); ok {
			files[path] = b
		}
	}
	return files
}

// await is what a promise gives; any other value is itself.
func await(v js.Value) (js.Value, error) {
	if v.Type() != js.TypeObject || v.Get("then").Type() != js.TypeFunction {
		return v, nil
	}
	var given js.Value
	done := make(chan error, 1)
	var kept, broken js.Func
	kept = js.FuncOf(func(_ js.Value, args []js.Value) any { given = argument(args, 0); done <- nil; return nil })
	broken = js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- errors.New(js.Global().Get("String").Invoke(argument(args, 0)).String())
		return nil
	})
	defer kept.Release()
	defer broken.Release()
	v.Call("then", kept, broken)
	err := <-done
	return given, err
}
