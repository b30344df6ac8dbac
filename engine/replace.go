package engine

import (
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/fake"
	"github.com/groflex/groflex/engine/model"
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/sample"
)

// replacement makes the cells of a column of personal data or free text, in
// place of the sample's. Columns of one sample describe one person in each
// row, since their providers share their streams.
type replacement struct {
	column int
	field  column.Field
	maker  fake.Filler
	known  map[string]bool // the sample's own values, which may not come out
	listed bool            // values are of a short public list: a sample with nearly all of it is told nothing by one more

	digits int // most of them in a number of the sample; 0: the column has texts

	made column.Vector
}

// retries is how often a value that the sample has is made anew before it is
// told apart by a number.
const retries = 64

// replacements prepares what a model leaves to be replaced; s is nil where
// there is only a model.
func (o *order) replacements(m *model.Model, s *sample.Sample) ([]*replacement, error) {
	var out []*replacement
	for _, r := range m.Replaced() {
		at := (&column.Table{Fields: m.Fields()}).Index(r.Column)
		made := &replacement{column: at, field: m.Fields()[at], known: map[string]bool{}}
		stream := rng.New(o.Seed, "replaced", r.Column)
		provider, ok := fake.Named(r.Provider)
		switch {
		case r.Pattern != nil:
			made.maker = &shaped{r.Pattern, stream.Permute(r.Pattern.Space())}
		case ok && provider.Field.Kind == column.Text:
			group, _, _ := strings.Cut(r.Provider, ".")
			maker, err := provider.New(fake.Args{Seed: o.Seed, Table: "replaced", Group: group, Column: r.Column, AsOf: o.settings.AsOf})
			if err != nil {
				return nil, err
			}
			made.maker = maker
			made.listed = r.Provider == "person.first_name" || r.Provider == "person.last_name"
		default:
			provider, _ = fake.Named("text.sentence")
			maker, err := provider.New(fake.Args{Seed: o.Seed, Table: "replaced", Group: "text", Column: r.Column, AsOf: o.settings.AsOf})
			if err != nil {
				return nil, err
			}
			made.maker = maker
		}
		if s != nil {
			v := &s.Table.Cols[at]
			for row := range s.Table.Rows {
				if v.Null(row) {
					continue
				}
				text := cellText(v, row)
				made.known[text] = true
				if made.field.Kind != column.Text {
					made.digits = max(made.digits, len(text))
				}
			}
		}
		out = append(out, made)
	}
	return out, nil
}

// shaped makes texts of a pattern, none twice within its space.
type shaped struct {
	pattern *sample.Pattern
	order   rng.Permutation
}

func (s *shaped) Fill(dst *column.Vector, b *fake.Block, _ []*column.Vector) {
	for _, row := range b.Rows {
		dst.Raw = s.pattern.Append(dst.Raw, s.order.At(uint64(row)%s.pattern.Space()))
		dst.EndCell()
	}
}

// cellText is a cell as it stands in a text.
func cellText(v *column.Vector, i int) string {
	if v.Kind == column.Text || v.Kind == column.JSON {
		return string(v.Bytes(i))
	}
	return strconv.FormatInt(v.Ints[i], 10)
}

// fill makes the cells of rows; those that the model made null stay so.
func (r *replacement) fill(dst *column.Vector, rows []int64) {
	nulls := dst.Nulls
	r.make(rows)
	if dst.Kind != column.Text {
		r.fillNumbers(dst, rows)
		return
	}
	dst.Reset(r.field, 0)
	whole := r.made // of all rows; r.made is used again below
	r.made = column.Vector{}
	for i, row := range rows {
		if nulls == nil || !nulls.Has(i) {
			dst.Raw = append(dst.Raw, r.fresh(r.shaped(whole.Bytes(i)), row)...)
		}
		dst.EndCell()
	}
	dst.Nulls = nulls
}

// fillNumbers fills a personal column of whole numbers, such as telephone
// numbers without signs.
func (r *replacement) fillNumbers(dst *column.Vector, rows []int64) {
	whole := r.made
	r.made = column.Vector{}
	for i, row := range rows {
		dst.Ints[i], _ = strconv.ParseInt(r.fresh(r.shaped(whole.Bytes(i)), row), 10, 64) // digits only, and few enough
	}
}

// longestNumber is how many digits fit an Int.
const longestNumber = 18

// shaped is a made cell as the column writes it: of numbers the last digits,
// as many as the sample's have.
func (r *replacement) shaped(cell []byte) string {
	if r.field.Kind == column.Text {
		return string(cell)
	}
	digits := make([]byte, 0, 20)
	for _, c := range cell {
		if '0' <= c && c <= '9' {
			digits = append(digits, c)
		}
	}
	most := longestNumber
	if r.digits > 0 {
		most = min(most, r.digits)
	}
	return string(digits[max(0, len(digits)-most):])
}

func (r *replacement) make(rows []int64) {
	r.made.Reset(column.Field{Kind: column.Text}, 0)
	r.maker.Fill(&r.made, &fake.Block{Rows: rows}, make([]*column.Vector, 8))
}

// fresh is text, or where the sample has that very value, another one of the
// same kind. Names of a list that the sample exhausts stay names.
func (r *replacement) fresh(text string, row int64) string {
	first := text
	for attempt := int64(1); r.known[text] && attempt <= retries; attempt++ {
		r.make([]int64{row + attempt<<44})
		text = r.shaped(r.made.Bytes(0))
	}
	if r.listed {
		return text
	}
	for n := 2; r.known[text]; n++ {
		text = r.numbered(first, n)
	}
	return text
}

// numbered tells a value apart from the sample's.
func (r *replacement) numbered(text string, n int) string {
	if r.field.Kind == column.Text {
		return text + " " + strconv.Itoa(n)
	}
	value, _ := strconv.ParseInt(text, 10, 64)
	return strconv.FormatInt(value+int64(n), 10)
}
