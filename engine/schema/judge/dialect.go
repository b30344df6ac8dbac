package judge

import (
	"strings"

	"github.com/groflex/groflex/engine/wire"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// Compiling draft 2020-12, v5 compares every subschema with every other one
// in search of dynamic anchors. Above few of them a schema that uses nothing
// new in that draft is read as 2019-09, which means the same; one that does is
// refused above many.
const (
	fewSchemas  = 1_000
	manySchemas = 12_000
	maxSchemas  = 40_000 // of any draft: about a second and 200 MB to compile
)

// redate settles the draft of a document, in place. A $schema that is no
// draft's own becomes that of the draft it names, or is dropped where it names
// none: custom meta-schemas are not needed here.
func redate(value any) wire.Faults {
	object, ok := value.(map[string]any)
	if !ok {
		return nil
	}
	delete(object, "$vocabulary") // of a schema that is a meta-schema too; v5 refuses those it does not know
	uri, _ := object["$schema"].(string)
	if uri != "" && !strings.Contains(uri, "://json-schema.org/") {
		delete(object, "$schema")
		for _, d := range []struct {
			part  string
			draft *jsonschema.Draft
		}{
			{"draft-04", jsonschema.Draft4}, {"draft-06", jsonschema.Draft6}, {"draft-07", jsonschema.Draft7},
			{"2019-09", jsonschema.Draft2019}, {"2020-12", jsonschema.Draft2020},
		} {
			if strings.Contains(uri, d.part) {
				uri = d.draft.URL()
				object["$schema"] = uri
			}
		}
	}
	schemas, modern := 0, false
	visit(value, func(schema map[string]any) {
		schemas++
		for _, keyword := range []string{"prefixItems", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "unevaluatedItems"} {
			modern = modern || schema[keyword] != nil
		}
		_, tuple := schema["items"].([]any)
		modern = modern || tuple
	})
	if schemas > maxSchemas {
		return wire.Faults{{Kind: wire.TooLarge, Message: "a schema may have 40000 subschemas, this one has more",
			Remedy: "keep the definitions that the rows need"}}
	}
	if object["$schema"] != nil && !strings.Contains(uri, "2020-12") && !strings.HasSuffix(strings.TrimRight(uri, "#"), "json-schema.org/schema") {
		return nil
	}
	switch {
	case modern && schemas > manySchemas:
		return wire.Faults{{Kind: wire.TooLarge, Message: "a schema of draft 2020-12 may have 12000 subschemas, this one has more",
			Remedy: "split it, or name draft 2019-09 in $schema if it uses nothing newer"}}
	case !modern && schemas > fewSchemas:
		object["$schema"] = jsonschema.Draft2019.URL()
	}
	return nil
}
