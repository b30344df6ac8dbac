package engine

import (
	"cmp"
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/formula"
	"github.com/groflex/groflex/engine/plan"
	"github.com/groflex/groflex/engine/relation"
	"github.com/groflex/groflex/engine/report"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
)

// audit is the tables that are validated together. Open a book for each, have
// it take its records, and settle what only whole tables can tell.
type audit struct {
	engine   *Engine
	domain   *schema.Domain // nil: a schema of the user's own
	settings plan.Settings  // what formulas may name beside columns
	books    map[string]*book
	opened   []*book // the same, in order
	listed   int     // faults, of all tables
}

// listedFaults bounds the faults that an answer lists: some 200 bytes each in
// memory, and as many again on their way to a page.
const listedFaults = 1_000_000

// book is one table under audit. Records are judged a block at a time; what
// stays of them is columns.
type book struct {
	audit  *audit
	entity *schema.Entity
	judge  *judge.Judge
	quick  *report.Checker // of whole columns; nil: for want of them
	labels string          // the column that tells what faulty rows break; "": none

	records []record // that are not yet judged
	lines   []uint32 // where each record of the file begins
	table   column.Table
	groups  formula.Groups // rows of one parent
	rows    []uint32       // where each row of the table is in the file; nil: in the same place

	indexes map[string]*relation.Index
	links   map[string][]int32
	lost    column.Bits // rows with a key that is not there; nil: none
	hidden  map[string]*column.Vector

	verdict
	rules, relations []wire.Rule
}

// blockRecords is how many records are taken apart at a time.
const blockRecords = 4096

func (a *audit) open(entity *schema.Entity, req wire.ValidateRequest) (*book, error) {
	j, err := a.engine.judge(entity, req.Refs)
	if err != nil {
		return nil, pointed(err, "/schema")
	}
	b := &book{audit: a, entity: entity, judge: j, indexes: map[string]*relation.Index{}, links: map[string][]int32{}, hidden: map[string]*column.Vector{}}
	if !slices.Contains(schema.PropertyNames(entity.Raw), req.FaultColumn) {
		b.labels = req.FaultColumn
	}
	if !entity.Nested {
		fields := make([]column.Field, len(entity.Columns))
		for i := range fields {
			fields[i] = entity.Columns[i].Field
		}
		b.quick = report.NewChecker(j, fields)
	}
	a.books[entity.Name] = b
	a.opened = append(a.opened, b)
	return b, nil
}

// take keeps a record, to be judged with others.
func (b *book) take(r record) {
	b.lines = append(b.lines, uint32(r.line))
	if object, ok := r.value.(map[string]any); ok && b.labels != "" {
		delete(object, b.labels)
	}
	if b.records = append(b.records, r); len(b.records) == blockRecords {
		b.keep()
	}
}

// keep judges the records at hand and moves them into the table. Those that
// are in columns what they were are checked there; the judge, which takes far
// longer, decides on the others and says what is wrong.
func (b *book) keep() {
	first := int64(len(b.lines) - len(b.records))
	var odd, bad column.Bits
	if b.quick != nil {
		var t *column.Table
		t, odd = tableOf(b.entity, b.records)
		b.quick.Add(t)
		bad = b.quick.Bad()
		b.table.Gather(t, column.Interval(0, t.Rows))
	}
	for i, r := range b.records {
		if b.quick != nil && !odd.Has(i) && !bad.Has(i) {
			continue
		}
		for _, fault := range b.judge.Validate(r.value) {
			b.tell(wire.RecordFault{Row: first + int64(i), Instance: fault.Instance, Keyword: fault.Keyword, Message: fault.Message})
		}
	}
	clear(b.records)
	b.records = b.records[:0]
}

// tell adds a fault to the verdict.
func (b *book) tell(f wire.RecordFault) {
	f.Line = int(b.lines[f.Row])
	list := b.audit.listed < listedFaults
	if list {
		b.audit.listed++
	}
	b.verdict.add(f, list)
}

// inFile is the number in the file of a row of the table.
func (b *book) inFile(row int64) int64 {
	if b.rows == nil {
		return row
	}
	return int64(b.rows[row])
}

// settle holds the tables against each other and against their rules.
func (a *audit) settle() error {
	for _, b := range a.opened {
		b.verdict.rows = int64(len(b.lines))
		if b.keep(); !b.entity.Nested {
			b.arrange()
		}
	}
	for _, b := range a.opened {
		if b.entity.Nested {
			continue
		}
		b.relations = a.relate(b)
		if err := a.applyRules(b); err != nil {
			return err
		}
	}
	return nil
}

// arrange brings the rows of one parent together, the families in the order
// of their first rows, as rules that look at other rows want them.
func (b *book) arrange() {
	c, n := parentColumn(b.entity), b.table.Rows
	if c < 0 {
		return
	}
	var families [][]uint32
	parents := &b.table.Cols[c]
	relation.NewIndex(parents, n).Families(func(rows []uint32) { families = append(families, rows) })
	for row := range n {
		if parents.Null(row) {
			families = append(families, []uint32{uint32(row)})
		}
	}
	slices.SortFunc(families, func(x, y []uint32) int { return cmp.Compare(x[0], y[0]) })
	order := make([]uint32, 0, n)
	b.groups.Starts = make([]uint32, 0, len(families))
	for _, rows := range families {
		b.groups.Starts = append(b.groups.Starts, uint32(len(order)))
		order = append(order, rows...)
	}
	if slices.IsSorted(order) {
		return
	}
	var arranged column.Table
	arranged.Gather(&b.table, order)
	b.table, b.rows = arranged, order
}

func (b *book) answer() wire.ValidateAnswer {
	slices.SortStableFunc(b.listed, func(x, y wire.RecordFault) int { return cmp.Compare(x.Row, y.Row) })
	return wire.ValidateAnswer{
		Valid: len(b.bad) == 0, Rows: b.verdict.rows, Invalid: int64(len(b.bad)), Faults: b.listed, Relations: b.relations,
		Quality: wire.Quality{Rows: b.verdict.rows, Compliance: b.compliance(), Rules: b.rules},
	}
}
