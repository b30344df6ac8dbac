package fake

import (
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

// codebook is a list of codes with what belongs to them, from a file of the
// data folder: code, weight and further columns, parted by tabs. One stream
// of the group draws the entry of a row, so that code, description and the
// rest agree; a bound code decides instead.
type codebook struct {
	columns []*column.Dict // the file's, without the weight; one text an entry
	entries [][]string     // the same
	weights []float64
	number  map[string]uint32 // by code
	by      dist.Alias
	at      rng.Stream
}

func open(file string, at rng.Stream) *codebook {
	b := &codebook{number: map[string]uint32{}, at: at}
	var texts [][]string
	for line := range dataLines(file) {
		code, rest, _ := strings.Cut(line, "\t")
		weight, rest, _ := strings.Cut(rest, "\t")
		entry := append([]string{code}, strings.Split(rest, "\t")...)
		b.number[code] = uint32(len(b.weights))
		b.weights = append(b.weights, wholeOf(weight))
		b.entries = append(b.entries, entry)
		for k, text := range entry {
			if k == len(texts) {
				texts = append(texts, nil)
			}
			texts[k] = append(texts[k], text)
		}
	}
	for _, cells := range texts {
		b.columns = append(b.columns, column.NewDict(cells))
	}
	b.by = mustAlias(b.weights)
	return b
}

// entry is the number of the row's entry; ok is false where the bound code is
// not in the book.
func (c *codebook) entry(row int64, i int, bound *column.Vector) (e uint32, ok bool) {
	switch {
	case bound == nil:
		return c.by.Pick(c.at.At(row)), true
	case bound.Null(i):
		return 0, false
	case bound.Dict == c.columns[0]:
		return bound.Codes[i], true
	}
	e, ok = c.number[string(bound.Bytes(i))]
	return e, ok
}

// fill writes a column of the book; null where the bound code is unknown.
func (c *codebook) fill(dst *column.Vector, b *Block, code *column.Vector, k int) {
	dst.UseDict(c.columns[k], len(b.Rows))
	for i, row := range b.Rows {
		e, ok := c.entry(row, i, code)
		if !ok {
			dst.SetNull(i, len(b.Rows))
		}
		dst.Codes[i] = e
	}
}

// bookColumn makes the constructor of a provider that fills column k of a book,
// drawn from the group's stream of that purpose; its input is the code.
func bookColumn(file *string, purpose string, k int) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		return bookFiller{open(*file, a.Shared(purpose)), k}, read(a).err()
	}
}

type bookFiller struct {
	*codebook
	k int
}

func (f bookFiller) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	f.fill(dst, b, bound(in, 0), f.k)
}

// bookNumber makes the constructor of a provider of numbers in column k.
func bookNumber(file *string, purpose string, k int) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		b := open(*file, a.Shared(purpose))
		f := numberFiller{codebook: b}
		for _, entry := range b.entries {
			x, err := strconv.ParseFloat(entry[k], 64)
			if err != nil {
				panic("fake: embedded data: " + err.Error())
			}
			f.numbers = append(f.numbers, x)
		}
		return f, read(a).err()
	}
}

type numberFiller struct {
	*codebook
	numbers []float64 // one an entry
}

func (f numberFiller) Fill(dst *column.Vector, b *Block, in []*column.Vector) {
	code := bound(in, 0)
	for i, row := range b.Rows {
		e, ok := f.entry(row, i, code)
		if !ok {
			dst.SetNull(i, len(b.Rows))
			continue
		}
		if dst.Kind == column.Float {
			dst.Floats[i] = f.numbers[e]
		} else {
			dst.Ints[i] = int64(f.numbers[e])
		}
	}
}
