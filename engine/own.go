package engine

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/groflex/groflex/engine/instance"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
)

// own is a user's schema as a table: a JSON Schema, or with an OpenAPI
// document the component that name says. The error is wire.Faults with
// pointers into the request.
func own(doc json.RawMessage, name string) (*schema.Entity, error) {
	if err := judge.Scan(doc, judge.DocumentLimits); err != nil {
		return nil, pointed(err, "/schema")
	}
	if components := instance.Components(doc); len(components) > 0 {
		component, err := instance.Component(doc, name)
		if err != nil {
			return nil, wire.Faults{{Kind: wire.Unknown, Pointer: "/entity", Message: fmt.Sprintf("the OpenAPI document has no usable schema %q", name),
				Remedy: "name one of " + strings.Join(components, ", ")}}
		}
		doc = component
	}
	if name == "" {
		name = "rows"
	}
	entity, err := schema.Parse(name, doc)
	return entity, pointed(err, "/schema")
}

// documents are what a schema's $refs may lead to.
func documents(refs []wire.Document) []judge.Document {
	var out []judge.Document
	for _, r := range refs {
		out = append(out, judge.Document{URI: r.Name, Data: []byte(r.Data)})
	}
	return out
}
