package instance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
)

// Components lists the named schemas of an OpenAPI 3.x or Swagger 2.0 document
// in the order of the text; nil for any other document.
func Components(doc []byte) []string {
	root, err := parse(doc)
	if err != nil {
		return nil
	}
	if _, schemas := library(root); schemas != nil {
		return schemas.names
	}
	return nil
}

// Component makes the JSON Schema of one named schema of an OpenAPI 3.x or
// Swagger 2.0 document in JSON. Pointers into it are pointers into doc.
// OpenAPI 3.0 and Swagger schemas become draft 7 (nullable, example and
// boolean bounds translated), those of 3.1 are 2020-12 already.
func Component(doc []byte, name string) ([]byte, error) {
	if err := judge.Scan(doc, judge.DocumentLimits); err != nil {
		return nil, err
	}
	root, err := parse(doc)
	if err != nil {
		return nil, err
	}
	pointer, schemas := library(root)
	if schemas == nil {
		return nil, wire.Faults{{Kind: wire.Invalid, Message: "not an OpenAPI document with named schemas",
			Remedy: "give OpenAPI 3.x in JSON with components/schemas, or a plain JSON Schema without a component name"}}
	}
	if !schemas.has(name) {
		return nil, wire.Faults{{Kind: wire.Unknown, Pointer: pointer, Message: fmt.Sprintf("there is no schema %q", name),
			Remedy: "choose one of " + strings.Join(schemas.names[:min(len(schemas.names), 20)], ", ")}}
	}
	draft := "https://json-schema.org/draft/2020-12/schema"
	if version, _ := root.members["openapi"].(string); !strings.HasPrefix(version, "3.1") && !strings.HasPrefix(version, "3.2") {
		draft = "http://json-schema.org/draft-07/schema#"
		translate(schemas)
	}
	out := newObject(3)
	out.put("$schema", draft)
	out.put("$ref", "#"+pointer+wire.Token(name))
	kept := reachable(schemas, pointer, name)
	if pointer == "/definitions" {
		out.put("definitions", kept)
	} else {
		components := newObject(1)
		components.put("schemas", kept)
		out.put("components", components)
	}
	return appendValue(nil, out), nil
}

// library is where a document keeps its named schemas.
func library(root *object) (pointer string, schemas *object) {
	if components, ok := root.members["components"].(*object); ok && root.has("openapi") {
		schemas, _ = components.members["schemas"].(*object)
		return "/components/schemas", schemas
	}
	if root.has("swagger") {
		schemas, _ = root.members["definitions"].(*object)
	}
	return "/definitions", schemas
}

// reachable keeps the schemas that name needs, itself included.
func reachable(schemas *object, pointer, name string) *object {
	needed := map[string]bool{}
	todo := []string{name}
	prefix := "#" + pointer + "/"
	unescape := strings.NewReplacer("~1", "/", "~0", "~")
	for len(todo) > 0 {
		name, todo = todo[0], todo[1:]
		if needed[name] || !schemas.has(name) {
			continue
		}
		needed[name] = true
		walk(schemas.members[name], func(o *object) {
			if target, ok := o.members["$ref"].(string); ok && strings.HasPrefix(target, prefix) {
				token, _, _ := strings.Cut(target[len(prefix):], "/")
				todo = append(todo, unescape.Replace(token))
			}
		})
	}
	kept := newObject(len(needed))
	for _, name := range schemas.names {
		if needed[name] {
			kept.put(name, schemas.members[name])
		}
	}
	return kept
}

// translate turns OpenAPI 3.0's own keywords into draft 7's, in place.
func translate(schemas *object) {
	walk(schemas, func(o *object) {
		for bound, exclusive := range map[string]string{"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"} {
			switch o.members[exclusive] {
			case true:
				o.members[exclusive] = o.members[bound]
				o.drop(bound)
			case false:
				o.drop(exclusive)
			}
		}
		kind, typed := o.members["type"].(string)
		if example, ok := o.members["example"]; ok && typed && !o.has("examples") {
			o.drop("example")
			o.put("examples", []any{example})
		}
		if o.members["nullable"] == true && typed {
			o.drop("nullable")
			o.members["type"] = []any{kind, "null"}
		}
	})
}

func (o *object) drop(name string) {
	delete(o.members, name)
	o.names = slices.DeleteFunc(o.names, func(n string) bool { return n == name })
}

// walk visits every object in a value, outermost first.
func walk(value any, visit func(*object)) {
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			walk(element, visit)
		}
	case *object:
		visit(value)
		for _, name := range value.names {
			walk(value.members[name], visit)
		}
	}
}

// parse decodes a JSON object with its members in the order of the text.
func parse(doc []byte) (*object, error) {
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber()
	value, err := parseValue(d)
	if err != nil {
		return nil, wire.Faults{{Kind: wire.Malformed, Message: "not JSON: " + err.Error(), Remedy: "OpenAPI in YAML must be converted to JSON first"}}
	}
	root, ok := value.(*object)
	if !ok {
		return newObject(0), nil
	}
	return root, nil
}

func parseValue(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		list := []any{}
		for d.More() {
			element, err := parseValue(d)
			if err != nil {
				return nil, err
			}
			list = append(list, element)
		}
		_, err = d.Token()
		return list, err
	case json.Delim('{'):
		o := newObject(4)
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			value, err := parseValue(d)
			if err != nil {
				return nil, err
			}
			o.put(name.(string), value)
		}
		_, err = d.Token()
		return o, err
	}
	return token, nil
}
