package engine

import (
	"slices"
	"strconv"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/model"
	"github.com/groflex/groflex/engine/wire"
)

// everyColumn in a list of columns stands for all of them.
const everyColumn = "*"

// filler fills missing cells of the sample's rows: from the model where it
// draws the column, and else as new rows are filled that it leaves to a
// provider.
type filler struct {
	model    *model.Model
	seed     uint64
	wanted   []bool // by column
	replaced []*replacement
	counts   []wire.Filled // by column
}

// filler is nil where no missing cells are to be filled.
func (o *order) filler(m *model.Model, replaced []*replacement) *filler {
	if len(o.FillMissing) == 0 {
		return nil
	}
	f := &filler{model: m, seed: o.Seed, replaced: replaced}
	for i, field := range o.sample.Table.Fields {
		wanted := o.sample.Columns[i].Nulls > 0 && (slices.Contains(o.FillMissing, everyColumn) || slices.Contains(o.FillMissing, field.Name))
		f.wanted, f.counts = append(f.wanted, wanted), append(f.counts, wire.Filled{Column: field.Name})
	}
	return f
}

// providedRow is from where on row numbers do not meet those of new rows.
const providedRow = 1 << 41

// fill fills the missing cells of a block of the sample's rows.
func (f *filler) fill(t *column.Table) {
	var idx []uint32
	var numbers []int64
	for i := range t.Rows {
		if f.lacks(t, i) {
			idx, numbers = append(idx, uint32(i)), append(numbers, t.First+int64(i))
		}
	}
	if len(idx) == 0 {
		return
	}
	var known, made column.Table
	known.Gather(t, idx)
	f.model.Complete(&made, &known, f.seed, numbers, f.wanted)
	for i := range numbers {
		numbers[i] += providedRow
	}
	for _, r := range f.replaced {
		if f.wanted[r.column] {
			made.Cols[r.column].Reset(r.field, len(numbers))
			r.fill(&made.Cols[r.column], numbers)
		}
	}
	for c := range t.Cols {
		if f.wanted[c] {
			f.put(c, &t.Cols[c], t, idx, &made.Cols[c])
		}
	}
}

func (f *filler) lacks(t *column.Table, i int) bool {
	for c, wanted := range f.wanted {
		if wanted && t.Cols[c].Null(i) {
			return true
		}
	}
	return false
}

// put takes the made cells, one for each of rows, where the column has none.
func (f *filler) put(c int, v *column.Vector, t *column.Table, rows []uint32, made *column.Vector) {
	from := column.Interval(0, t.Rows)
	for k, row := range rows {
		switch {
		case !v.Null(int(row)):
		case made.Len() == 0 || made.Null(k): // a key, or a column without any value
			f.counts[c].Left++
		default:
			f.counts[c].Cells++
			from[row] = uint32(t.Rows + k)
		}
	}
	var both, out column.Vector
	both.Reset(t.Fields[c], 0)
	both.Append(v, column.Interval(0, t.Rows))
	both.Append(made, column.Interval(0, made.Len()))
	out.Reset(t.Fields[c], 0)
	out.Append(&both, from)
	*v = out
}

// filled is what was filled so far, by column.
func (f *filler) filled() []wire.Filled {
	return slices.DeleteFunc(slices.Clone(f.counts), func(c wire.Filled) bool { return c.Cells+c.Left == 0 })
}

// orderFill checks which columns' missing cells are to be filled.
func (o *order) orderFill(faults *wire.Faults) {
	if len(o.FillMissing) > 0 && o.Mode != wire.AugmentedSet {
		faults.Add("/fill_missing", "the missing cells of a sample are filled where its rows come out: use AUGMENTED_SET")
		return
	}
	for i, name := range o.FillMissing {
		if o.sample != nil && name != everyColumn && o.sample.Table.Index(name) < 0 {
			faults.Add("/fill_missing/"+strconv.Itoa(i), "the sample has no column %q", name)
		}
	}
}
