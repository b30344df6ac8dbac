package judge

import "github.com/santhosh-tekuri/jsonschema/v5"

// Until draft 7 the keywords beside a $ref count for nothing, but authors mean
// them and validators such as ajv heed them. Heeding is the judge that does
// too: an instance that both allow suits every reader. It is nil where the
// schema has no such keywords.
func (j *Judge) Heeding() *Judge {
	if v := j.root.Draft; v != jsonschema.Draft4 && v != jsonschema.Draft6 && v != jsonschema.Draft7 {
		return nil
	}
	heeding := *j.docs
	heeding.texts = map[string][]byte{}
	changed := false
	for uri, text := range j.docs.texts {
		value, err := decode(text)
		if err != nil {
			return nil
		}
		changed = heed(value) || changed
		if heeding.texts[uri], err = encode(value); err != nil {
			return nil
		}
	}
	if !changed {
		return nil
	}
	root, err := heeding.compile(j.root.Draft)
	if err != nil || heeding.checkFan(root) != nil {
		return nil
	}
	return &Judge{root, &heeding}
}

// heed moves every $ref that has siblings into an allOf, in place.
func heed(value any) bool {
	changed := false
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			changed = heed(element) || changed
		}
	case map[string]any:
		for keyword, below := range value {
			members, ok := below.(map[string]any)
			switch {
			case literal(keyword):
			case holdsSchemas(keyword) && ok:
				for _, member := range members {
					changed = heed(member) || changed
				}
			default:
				changed = heed(below) || changed
			}
		}
		changed = loosen(value) || changed
	}
	return changed
}

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
