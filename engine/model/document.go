package model

import (
	"encoding/json"
	"fmt"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// documentFormat names the document's layout.
const documentFormat = "groflex-model/2"

// document is a model as JSON. Leaves hold counts of at least MinCount alone:
// cells with fewer rows share a group. What is fitted draws from the same
// counts, so a model that is read back draws the same rows.
type document struct {
	Format   string          `json:"format"`
	Rows     int             `json:"rows"`  // of the sample: what is counted
	Grown    int             `json:"grown"` // of them that splits were found on
	MinCount int             `json:"min_count"`
	Fields   []fieldDocument `json:"fields"`
	Parts    []partDocument  `json:"parts"`
	Others   []other         `json:"others,omitempty"`
}

type fieldDocument struct {
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Scale  uint8  `json:"scale,omitempty"`
	Places uint8  `json:"places,omitempty"`
	Layout string `json:"layout,omitempty"`
	Null   string `json:"null,omitempty"`

	Zone     int16 `json:"zone,omitempty"`
	Capitals bool  `json:"capitals,omitempty"`
}

// partDocument is one part. A cell is its knots, null for the missing value;
// levels stand in their place in a part of texts.
type partDocument struct {
	Name     string        `json:"name"`
	Column   int           `json:"column"`
	Number   int           `json:"number"`
	Shift    int           `json:"shift,omitempty"`
	Presence bool          `json:"presence,omitempty"`
	Ordered  bool          `json:"ordered,omitempty"`
	Step     int64         `json:"step,omitempty"`
	Cells    [][]int64     `json:"cells,omitempty"`
	Levels   []*string     `json:"levels,omitempty"`
	Counts   []int32       `json:"counts"`
	Bins     int           `json:"bins"`
	Starts   []int64       `json:"starts,omitempty"`
	Missing  bool          `json:"missing,omitempty"` // bin 0 is the missing value
	Equal    *equal        `json:"equal,omitempty"`
	Link     *link         `json:"link,omitempty"`
	Written  *written      `json:"written,omitempty"`
	Rhythm   *rhythm       `json:"rhythm,omitempty"`
	Follows  int           `json:"follows,omitempty"`
	Of       []uint16      `json:"of,omitempty"`
	Tree     *treeDocument `json:"tree,omitempty"`
}

// MarshalJSON writes the model.
func (m *Model) MarshalJSON() ([]byte, error) {
	doc := document{Format: documentFormat, Rows: m.rows, Grown: m.grown, MinCount: m.minCount, Others: m.others}
	for _, f := range m.fields {
		doc.Fields = append(doc.Fields, fieldDocument{f.Name, f.Kind.String(), f.Scale, f.Places, f.Layout, f.Null, f.Zone, f.Capitals})
	}
	for _, p := range m.parts {
		doc.Parts = append(doc.Parts, p.document())
	}
	return json.Marshal(doc)
}

func (p *part) document() partDocument {
	d := &p.domain
	doc := partDocument{Name: p.name, Column: p.column, Number: p.number, Shift: p.shift, Presence: p.presence,
		Ordered: d.ordered, Step: d.step, Counts: d.counts, Bins: p.look.n, Starts: p.look.starts, Missing: p.look.missing,
		Equal: p.equal, Link: p.link, Written: p.written, Rhythm: d.rhythm, Follows: p.follows, Of: p.of}
	for c := range d.cells {
		if p.levels == nil {
			doc.Cells = append(doc.Cells, d.cells[c].knots)
			continue
		}
		var level *string
		if !d.isMissing(uint16(c)) {
			text := p.levels.Text(uint32(c))
			level = &text
		}
		doc.Levels = append(doc.Levels, level)
	}
	if p.tree != nil {
		doc.Tree = p.tree.doc
	}
	return doc
}

// UnmarshalJSON reads a model that MarshalJSON wrote. Its errors are
// wire.Faults.
func (m *Model) UnmarshalJSON(text []byte) error {
	var doc document
	if err := json.Unmarshal(text, &doc); err != nil {
		return wire.Faults{{Kind: wire.Malformed, Message: "the model is not valid: " + err.Error(), Remedy: "give a file that was written as a model"}}
	}
	if doc.Format != documentFormat {
		return wire.Faults{{Kind: wire.Malformed, Pointer: "/format", Message: fmt.Sprintf("a model has the format %q", documentFormat)}}
	}
	read := Model{rows: doc.Rows, grown: doc.Grown, minCount: doc.MinCount, others: doc.Others}
	var faults wire.Faults
	for i, f := range doc.Fields {
		kind, ok := kindNamed(f.Kind)
		if !ok || f.Scale > 18 || f.Places > f.Scale {
			faults.Add(fmt.Sprintf("/fields/%d", i), "%q is not a kind of column with these decimals", f.Kind)
		}
		read.fields = append(read.fields, column.Field{Name: f.Name, Kind: kind, Scale: f.Scale, Places: f.Places, Layout: f.Layout, Null: f.Null, Zone: f.Zone, Capitals: f.Capitals})
	}
	if len(faults) > 0 {
		return faults
	}
	for i := range doc.Parts {
		p, err := doc.Parts[i].part(&read, doc.Parts)
		if err != nil {
			faults.Add(fmt.Sprintf("/parts/%d", i), "%s", err)
			continue
		}
		read.parts = append(read.parts, p)
	}
	for i, o := range doc.Others {
		if err := o.check(read.fields); err != nil {
			faults.Add(fmt.Sprintf("/others/%d", i), "%s", err)
		}
	}
	if len(faults) > 0 {
		return faults
	}
	*m = read
	return nil
}

func kindNamed(name string) (column.Kind, bool) {
	for k := column.Bool; k <= column.JSON; k++ {
		if k.String() == name {
			return k, true
		}
	}
	return 0, false
}
