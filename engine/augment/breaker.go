package augment

import (
	"slices"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/report"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/rule"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
)

// Breaker breaks a share of the rows, each in exactly one keyword or rule. It
// is not for concurrent use.
type Breaker struct {
	grounds Grounds
	column  column.Field // of the labels
	share   rng.Share
	stream  rng.Stream
	kinds   [][]offer      // by keyword; the last may be of rules
	judges  []*judge.Judge // of each column's cells; nil: anything goes
	rules   *rule.Set
	labels  *column.Dict
	codes   map[string]uint32
	found   map[string]*wire.FaultLabel
	rows    int64
}

// How often a row is tried: so many faults, each with so many cells. The last
// faults are of the kinds that hardly ever fail.
const (
	faultsTried = 12
	cellsTried  = 4
	sureTried   = 4
)

// NewBreaker finds out what rows of the grounds can break. labels is the name
// of the column that tells it. The error is wire.Faults.
func NewBreaker(g Grounds, share float64, labels string, stream rng.Stream) (*Breaker, error) {
	b := &Breaker{grounds: g, column: column.Field{Name: labels, Kind: column.Text}, share: stream.Share(share), stream: stream.Lane(1),
		codes: map[string]uint32{}, found: map[string]*wire.FaultLabel{}}
	rules, reads, err := b.ruleOffers()
	if err != nil {
		return nil, err
	}
	byKind := map[string][]offer{}
	for _, o := range append(keywordOffers(&g, reads), rules...) {
		kind, _, _ := strings.Cut(o.label, ":")
		byKind[kind] = append(byKind[kind], o)
	}
	var names []string
	for _, kind := range kindOrder {
		if offers := byKind[kind]; offers != nil {
			b.kinds = append(b.kinds, offers)
		}
		for _, o := range byKind[kind] {
			b.codes[o.label] = uint32(len(names))
			names = append(names, o.label)
		}
	}
	if len(names) == 0 {
		return nil, wire.Faults{{Kind: wire.Invalid, Pointer: "/faulty", Message: "there is nothing that a row could break",
			Remedy: "give a schema with types, ranges or other keywords, or a sample, and a format that can show it"}}
	}
	b.labels = column.NewDict(names)
	root := g.Judge.Root()
	for _, f := range g.Fields {
		var j *judge.Judge
		if s := root.Properties[f.Name]; s != nil {
			j = g.Judge.Around(s)
		}
		b.judges = append(b.judges, j)
	}
	return b, nil
}

// Fields are those of the rows with the labels' column.
func (b *Breaker) Fields() []column.Field { return append(slices.Clone(b.grounds.Fields), b.column) }

// Column is the labels' column.
func (b *Breaker) Column() column.Field { return b.column }

// Broken is a block with its faulty rows.
type Broken struct {
	Table column.Table // with the labels; a cell of Odd is missing in it
	Odd   []Odd        // ascending by row
}

// Odd is a cell that is not of its column's field.
type Odd struct {
	Row, Column int
	Cell        Cell
}

// fault is what was done to a row.
type fault struct {
	offer  *offer
	column int
	cell   Cell
}

// Break breaks rows of a block. first is the number that its first row has
// among those that may be broken; rows with numbers below 0 are left alone.
// beside fills a table with what the grounds have beside, for the same rows.
func (b *Breaker) Break(t *column.Table, first int64, beside func(dst *column.Table)) *Broken {
	done := b.choose(t, first, beside)
	out := &Broken{Table: column.Table{Name: t.Name, Fields: b.Fields(), First: t.First, Rows: t.Rows, Cols: slices.Clone(t.Cols)}}
	cells := make([]map[int]Cell, len(t.Cols))
	var label column.Vector
	label.Reset(b.column, 0)
	label.UseDict(b.labels, t.Rows)
	for i := range t.Rows {
		f, broken := done[i]
		if !broken {
			label.SetNull(i, t.Rows)
			continue
		}
		label.Codes[i] = b.codes[f.offer.label]
		b.count(f.offer, t.First+int64(i))
		if f.cell.Field != t.Fields[f.column] {
			out.Odd = append(out.Odd, Odd{i, f.column, f.cell})
		}
		if cells[f.column] == nil {
			cells[f.column] = map[int]Cell{}
		}
		cells[f.column][i] = f.cell
	}
	for c, of := range cells {
		if of != nil {
			out.Table.Cols[c] = changed(t.Fields[c], &t.Cols[c], t.Rows, of)
		}
	}
	out.Table.Cols = append(out.Table.Cols, label)
	return out
}

// choose finds a fault for each marked row, all rows of the block at a time.
func (b *Breaker) choose(t *column.Table, first int64, beside func(dst *column.Table)) map[int]fault {
	done := map[int]fault{}
	var open []uint32
	for i := range t.Rows {
		if row := first + int64(i); row >= 0 && b.share.Has(row) {
			open = append(open, uint32(i))
		}
	}
	var more column.Table
	if len(open) > 0 && beside != nil {
		beside(&more)
	}
	for attempt := 0; attempt < (faultsTried+sureTried)*cellsTried && len(open) > 0; attempt++ {
		tried := make([]fault, len(open))
		for k, i := range open {
			tried[k] = b.propose(t, int(i), first+int64(i), attempt)
		}
		breaks := b.held(t, &more, open, tried)
		var left []uint32
		for k, i := range open {
			if f := tried[k]; f.offer != nil && slices.Equal(breaks[k], f.offer.breaks()) {
				done[int(i)] = f
			} else {
				left = append(left, i)
			}
		}
		open = left
	}
	return done
}

// breaks are the rules that a fault may break: its own.
func (o *offer) breaks() []int {
	if o.rule < 0 {
		return nil
	}
	return []int{o.rule}
}

// propose is a fault for a row, without an offer where the cell would not
// break what it should by itself.
func (b *Breaker) propose(t *column.Table, i int, row64 int64, attempt int) fault {
	chosen := b.stream.Lane(uint64(attempt / cellsTried)).Cell(row64)
	kinds := b.kinds
	if attempt >= faultsTried*cellsTried {
		kinds = kinds[:1]
	}
	offers := kinds[chosen.Below(uint64(len(kinds)))]
	o := &offers[chosen.Below(uint64(len(offers)))]
	r := b.stream.Lane(uint64(1000 + attempt)).Cell(row64)
	at := o.columns[r.Below(uint64(len(o.columns)))]
	own := cellOf(t.Fields[at], &t.Cols[at], i)
	c, ok := o.make(&r, own, &row{t, i})
	if !ok || c == own || !b.judged(o, at, &c) {
		return fault{}
	}
	return fault{o, at, c}
}

// judged reports whether the schema says of the cell what the offer wants: its
// keyword alone, or nothing.
func (b *Breaker) judged(o *offer, at int, c *Cell) bool {
	g := &b.grounds
	root := g.Judge.Root()
	if c.Null && c.Field.Omit { // the property is left out
		required := slices.Contains(root.Required, c.Field.Name)
		return required == (o.keyword != "") && (!required || o.keyword == g.Judge.Place(root)+"/required")
	}
	if b.judges[at] == nil {
		return o.keyword == ""
	}
	v := c.Vector()
	faults := b.judges[at].Validate(report.Value(&c.Field, &v, 0))
	if o.keyword == "" {
		return len(faults) == 0
	}
	return len(faults) == 1 && faults[0].Keyword == o.keyword
}

// held is which rules each row breaks with its fault.
func (b *Breaker) held(t, more *column.Table, rows []uint32, tried []fault) [][]int {
	breaks := make([][]int, len(rows))
	var trial column.Table
	trial.Gather(t, rows)
	cells := make([]map[int]Cell, len(t.Cols))
	for k, f := range tried {
		if f.offer != nil {
			if cells[f.column] == nil {
				cells[f.column] = map[int]Cell{}
			}
			cells[f.column][k] = f.cell
		}
	}
	for c, of := range cells {
		if of != nil {
			trial.Cols[c] = changed(t.Fields[c], &trial.Cols[c], trial.Rows, of)
		}
	}
	var others column.Table
	others.Gather(more, rows)
	trial.Cols = append(trial.Cols, others.Cols...)
	b.rules.Check(&trial, formula.Groups{}, func(rule int, row int64) { breaks[row] = append(breaks[row], rule) })
	return breaks
}
