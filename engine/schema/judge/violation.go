package judge

import (
	"net/url"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// maxViolations bounds the list for one value; a reader needs no more.
const maxViolations = 1_000

// violations flattens v5's tree of errors to its leaves: the keywords that
// failed by themselves. Sorted by instance, keyword and message, because v5
// walks Go maps.
func (d *documents) violations(err error) []Violation {
	if err == nil {
		return nil
	}
	tree, ok := err.(*jsonschema.ValidationError)
	if !ok {
		return []Violation{{Message: strings.TrimPrefix(err.Error(), "jsonschema: ")}}
	}
	var list []Violation
	var walk func(*jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		if len(e.Causes) == 0 {
			list = append(list, Violation{unescape(e.InstanceLocation), d.place(e.AbsoluteKeywordLocation), e.Message})
		}
		for _, cause := range e.Causes {
			walk(cause)
		}
	}
	walk(tree)
	slices.SortFunc(list, func(a, b Violation) int {
		if c := strings.Compare(a.Instance, b.Instance); c != 0 {
			return c
		}
		if c := strings.Compare(a.Keyword, b.Keyword); c != 0 {
			return c
		}
		return strings.Compare(a.Message, b.Message)
	})
	list = slices.Compact(list)
	return list[:min(len(list), maxViolations)]
}

// place is where a location of v5's stands: a pointer in the main document, a
// whole URI with one elsewhere.
func (d *documents) place(location string) string {
	uri, pointer, _ := strings.Cut(location, "#")
	pointer = unmark(unescape(pointer))
	if uri == mainURI || uri == d.base || uri == "" {
		return pointer
	}
	return uri + "#" + pointer
}

// unescape undoes the percent-encoding that v5 puts on pointers.
func unescape(pointer string) string {
	if plain, err := url.PathUnescape(pointer); err == nil {
		return plain
	}
	return pointer
}

// fragment percent-encodes a pointer, token by token, as v5 expects it.
func fragment(pointer string) string {
	tokens := strings.Split(pointer, "/")
	for i, t := range tokens {
		tokens[i] = url.PathEscape(t)
	}
	return strings.Join(tokens, "/")
}

// unquote is the text of a quoted JSON string, as given where it is broken.
func unquote(raw []byte) string {
	value, err := decode(raw)
	if text, ok := value.(string); err == nil && ok {
		return text
	}
	return string(raw)
}
