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
  "id": {"type": "string"}, "$id": {"type": "string"}, "$schema": {"type": "string"}, "$ref": {"type": "string"},
  "$comment": {"type": "string"}, "title": {"type": "string"}, "description": {"type": "string"}, "default": {}, "const": {},
  "readOnly": {"type": "boolean"}, "examples": {"type": "array"}, "format": {"type": "string"},
  "multipleOf": {"type": "number", "minimum": 0.01}, "maximum": {"type": "number"}, "minimum": {"type": "number"},
  "exclusiveMaximum": {"type": ["boolean", "number"]}, "exclusiveMinimum": {"type": ["boolean", "number"]},
  "maxLength": {"$ref": "#/definitions/nonNegativeInteger"}, "minLength": {"$ref": "#/definitions/nonNegativeInteger"},
  "pattern": {"type": "string", "format": "regex"},
  "maxItems": {"$ref": "#/definitions/nonNegativeInteger"}, "minItems": {"$ref": "#/definitions/nonNegativeInteger"},
  "uniqueItems": {"type": "boolean"},
  "maxProperties": {"$ref": "#/definitions/nonNegativeInteger"}, "minProperties": {"$ref": "#/definitions/nonNegativeInteger"},
  "required": {"$ref": "#/definitions/stringArray"},
  "enum": {"type": "array", "minItems": 1, "uniqueItems": true},
  "type": {"anyOf": [{"$ref": "#/definitions/simpleTypes"},
    {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/definitions/simpleTypes"}}]}
}, "type": "object"}`

// metaPart is the text behind a draft's URI, nil for any other.
func metaPart(uri string) []byte {
	_, path, _ := strings.Cut(uri, "://json-schema.org/draft-0")
	switch path {
	case "4/schema", "6/schema", "7/schema":
		return []byte(draftParts)
	}
	return nil
}
