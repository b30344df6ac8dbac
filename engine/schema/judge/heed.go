package judge

import (
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// Heeding is the judge that takes a schema of draft 4, 6 or 7 as its author
// meant it: until draft 7 the keywords beside a $ref count for nothing, and
// draft 4 does not know const, if and others, yet schemas have them and
// validators such as ajv heed them. An instance that both judges allow suits
// every reader. It is nil where the schema has no such keywords.
func (j *Judge) Heeding() *Judge {
	draft := j.root.Draft
	if draft != jsonschema.Draft4 && draft != jsonschema.Draft6 && draft != jsonschema.Draft7 {
		return nil
	}
	heeding := *j.docs
	heeding.texts = map[string][]byte{}
	values := map[string]any{}
	var h heed
	for _, uri := range j.docs.names {
		value, err := decode(j.docs.texts[uri])
		if err != nil {
			return nil
		}
		h.schema(value)
		values[uri] = value
	}
	if !h.loosened && !h.newer {
		return nil
	}
	if h.newer {
		draft = jsonschema.Draft7
	}
	for uri, value := range values {
		if h.newer {
			renew(value)
		}
		text, err := encode(value)
		if err != nil {
			return nil
		}
		heeding.texts[uri] = text
	}
	root, err := heeding.compile(draft)
	if err != nil || heeding.checkFan(root) != nil {
		return nil
	}
	return &Judge{root, &heeding}
}

// heed is what was found in a document.
type heed struct {
	loosened bool // a $ref that had siblings was moved into an allOf
	newer    bool // there are keywords of draft 6 or 7
}

// schema moves every $ref that has siblings into an allOf, in place.
func (h *heed) schema(value any) {
	visit(value, func(schema map[string]any) {
		h.loosened = loosen(schema) || h.loosened
		for _, keyword := range []string{"const", "contains", "propertyNames", "if"} {
			h.newer = h.newer || schema[keyword] != nil
		}
	})
}

// renew makes a draft 7 schema of one of draft 4, in place.
func renew(value any) {
	visit(value, func(schema map[string]any) {
		if uri, ok := schema["$schema"].(string); ok && strings.Contains(uri, "json-schema.org/draft-0") {
			schema["$schema"] = "http://json-schema.org/draft-07/schema#"
		}
		if id, ok := schema["id"].(string); ok {
			delete(schema, "id")
			schema["$id"] = id
		}
		for bound, exclusive := range map[string]string{"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"} {
			switch schema[exclusive] {
			case true:
				schema[exclusive] = schema[bound]
				delete(schema, bound)
			case false:
				delete(schema, exclusive)
			}
		}
	})
}

// visit calls f for every object of a document that stands where a schema
// may, innermost first.
func visit(value any, f func(map[string]any)) {
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			visit(element, f)
		}
	case map[string]any:
		for keyword, below := range value {
			members, ok := below.(map[string]any)
			switch {
			case literal(keyword):
			case holdsSchemas(keyword) && ok:
				for _, member := range members {
					visit(member, f)
				}
			default:
				visit(below, f)
			}
		}
		f(value)
	}
}

// loosen does it for one schema.
func loosen(schema map[string]any) bool {
	target, ok := schema["$ref"].(string)
	if !ok {
		return false
	}
	asserts := false
	for keyword := range schema {
		switch keyword {
		case "$ref", "$schema", "$id", "id", "$comment", "title", "description", "default", "examples", "definitions":
		default:
			asserts = true
		}
	}
	if !asserts {
		return false
	}
	list, _ := schema["allOf"].([]any)
	schema["allOf"] = append(list[:len(list):len(list)], map[string]any{"$ref": target})
	for _, keyword := range []string{"$ref", "$id", "id"} {
		delete(schema, keyword)
	}
	return true
}
