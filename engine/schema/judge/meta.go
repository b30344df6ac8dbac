package judge

import "strings"

// draftParts are the definitions of drafts 4, 6 and 7 that schemas point into
// ("http://json-schema.org/draft-07/schema#/definitions/positiveInteger"):
// v5 knows the drafts as a whole only.
const draftParts = `{"definitions": {
  "schemaArray": {"type": "array", "minItems": 1, "items": {"$ref": "#"}},
  "positiveInteger": {"type": "integer", "minimum": 0},
  "positiveIntegerDefault0": {"type": "integer", "minimum": 0, "default": 0},
  "nonNegativeInteger": {"type": "integer", "minimum": 0},
  "nonNegativeIntegerDefault0": {"type": "integer", "minimum": 0, "default": 0},
  "simpleTypes": {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]},
  "stringArray": {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"type": "string"}}
}, "properties": {
  "title": {"type": "string"},
  "description": {"type": "string"},
  "default": {},
  "required": {"$ref": "#/definitions/stringArray"},
  "enum": {"type": "array", "minItems": 1, "uniqueItems": true}
}, "type": ["object", "boolean"]}`

// metaPart is the text behind a draft's URI, nil for any other.
func metaPart(uri string) []byte {
	_, path, _ := strings.Cut(uri, "://json-schema.org/draft-0")
	switch path {
	case "4/schema", "6/schema", "7/schema":
		return []byte(draftParts)
	}
	return nil
}
