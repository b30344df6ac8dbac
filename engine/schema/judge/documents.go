package judge

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/wire"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// Document is a schema that another may name in a $ref: by its $id, by URI,
// or by a file name that URI ends with.
type Document struct {
	URI  string
	Data []byte
}

// mainURI is the base of a schema that has no $id of its own.
const mainURI = "groflex:///schema.json"

// documents are the texts a compilation may read, and all it may read.
type documents struct {
	main     any
	base     string            // URI of the main document: its $id, or mainURI
	texts    map[string][]byte // by URI or $id, patterns rewritten
	names    []string          // the keys, in the order given
	missing  []string          // URIs that were asked for in vain
	compiler *jsonschema.Compiler
}

// read checks and decodes the documents.
func read(schema []byte, refs []Document) (*documents, error) {
	d := &documents{texts: map[string][]byte{}}
	var faults wire.Faults
	for i, doc := range append([]Document{{mainURI, schema}}, refs...) {
		if err := Scan(doc.Data, schemaLimits); err != nil {
			found := err.(wire.Faults)
			if i > 0 {
				found = named(found, doc.URI)
			}
			faults = append(faults, found...)
			continue
		}
		value, err := decode(doc.Data)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			d.main = value
		}
		faults = append(faults, redate(value)...)
		found := rewrite(value, "")
		if i > 0 {
			found = named(found, doc.URI)
		}
		faults = append(faults, found...)
		text, err := encode(value)
		if err != nil {
			return nil, err
		}
		d.add(doc.URI, text)
		if object, ok := value.(map[string]any); ok {
			for _, keyword := range []string{"$id", "id"} {
				if id, ok := object[keyword].(string); ok {
					d.add(strings.TrimRight(id, "#"), text)
				}
			}
		}
	}
	return d, faults.Err()
}

func (d *documents) add(uri string, text []byte) {
	if uri, _, _ = strings.Cut(uri, "#"); uri == "" || d.texts[uri] != nil {
		return
	}
	d.texts[uri] = text
	d.names = append(d.names, uri)
}

func named(faults wire.Faults, uri string) wire.Faults {
	for i := range faults {
		faults[i].Message = fmt.Sprintf("document %q: %s", uri, faults[i].Message)
	}
	return faults
}

// undated reports whether the main document leaves its draft open.
func (d *documents) undated() bool {
	object, ok := d.main.(map[string]any)
	return ok && object["$schema"] == nil
}

// load is v5's only way to a document: it never leaves the given ones.
func (d *documents) load(uri string) (io.ReadCloser, error) {
	text := d.find(uri)
	if text == nil {
		d.missing = append(d.missing, uri)
		return nil, fmt.Errorf("%s was not given", uri)
	}
	return io.NopCloser(bytes.NewReader(text)), nil
}

// find looks a URI up exactly, then by a name that the URI's path ends with,
// then among the parts of the drafts' own schemas.
func (d *documents) find(uri string) []byte {
	uri, _, _ = strings.Cut(uri, "#")
	if text := d.texts[uri]; text != nil {
		return text
	}
	if u, err := url.Parse(uri); err == nil {
		for _, name := range d.names {
			if name != mainURI && strings.HasSuffix("/"+strings.TrimLeft(u.Path, "/"), "/"+strings.TrimLeft(path.Clean(name), "./")) {
				return d.texts[name]
			}
		}
	}
	return metaPart(uri)
}

// unresolved is a fault for every $ref to a document that was not given, of
// which v5 stopped at the first.
func (d *documents) unresolved() wire.Faults {
	if len(d.missing) == 0 {
		return nil
	}
	var faults wire.Faults
	for _, ref := range refsOf(d.main, "", nil) {
		uri, _, _ := strings.Cut(ref.target, "#")
		if ref.keyword == "$schema" {
			continue
		}
		u, err := url.Parse(uri)
		if uri == "" || err != nil {
			continue
		}
		outside := u.IsAbs() && d.find(uri) == nil
		for _, missing := range d.missing {
			outside = outside || strings.HasSuffix(missing, strings.TrimLeft(path.Clean(uri), "./"))
		}
		if outside {
			faults.Add(ref.pointer, "%s %q names a document that was not given", ref.keyword, ref.target)
			faults[len(faults)-1].Remedy = "give that document together with this one; nothing is fetched from a network or a disk"
		}
	}
	if len(faults) == 0 {
		faults.Add("", "the document %q was not given", d.missing[0])
		faults[0].Remedy = "give that document together with this one; nothing is fetched from a network or a disk"
	}
	return faults
}

// refTo is the pointer of the first $ref that ends like the URI.
func (d *documents) refTo(uri string) string {
	_, fragment, _ := strings.Cut(uri, "#")
	for _, ref := range refsOf(d.main, "", nil) {
		if strings.HasSuffix(ref.target, "#"+fragment) {
			return ref.pointer
		}
	}
	return ""
}

type reference struct{ pointer, keyword, target string }

// refsOf lists the references of a document in the order of their pointers.
func refsOf(value any, pointer string, found []reference) []reference {
	switch value := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			target, isText := value[name].(string)
			switch name {
			case "$ref", "$schema", "$dynamicRef", "$recursiveRef":
				if isText {
					found = append(found, reference{pointer + wire.Token(name), name, target})
					continue
				}
			case "enum", "const", "default", "examples":
				continue
			}
			found = refsOf(value[name], pointer+wire.Token(name), found)
		}
	case []any:
		for i, element := range value {
			found = refsOf(element, pointer+"/"+strconv.Itoa(i), found)
		}
	}
	return found
}
