package model

import (
	"slices"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/sample"
)

// written says how the numbers of a Text column are written: "$1,234.50".
// Cells that are words ("none", "10+") have numbers below Least, a step apart.
type written struct {
	Format sample.Format `json:"format"`
	Words  []string      `json:"words,omitempty"`
	Least  int64         `json:"least"`
	Step   int64         `json:"step"`
}

// newWritten makes the variable of such a column. Words with fewer than
// minCount cells count as the most frequent number there is.
func newWritten(about *sample.Column, cells *column.Vector, v *variable, minCount int) *written {
	var numbers []int64
	words := map[string]int{}
	for row, x := range about.Number.Ints {
		switch {
		case !about.Number.Null(row):
			numbers = append(numbers, x)
		case !cells.Null(row):
			words[string(cells.Bytes(row))]++
		}
	}
	if len(numbers) == 0 {
		numbers = []int64{0} // a part of a sample may hold none
	}
	slices.Sort(numbers)
	rs := runs(numbers)
	common := slices.MaxFunc(rs, func(a, b run) int { return a.count - b.count })
	w := &written{Format: *about.Format, Least: numbers[0], Step: grid(rs)}
	for word, n := range words {
		if n >= minCount {
			w.Words = append(w.Words, word)
		}
	}
	slices.Sort(w.Words)
	v.values = slices.Clone(about.Number.Ints)
	for row := range v.values {
		if !about.Number.Null(row) || cells.Null(row) {
			continue
		}
		v.values[row] = common.value
		if i := slices.Index(w.Words, string(cells.Bytes(row))); i >= 0 {
			v.values[row] = w.word(i)
		}
	}
	return w
}

// word is the number that stands for a word.
func (w *written) word(i int) int64 { return w.Least - w.Step*int64(i+1) }

// number is what stands for a cell; a word that is not in the list has a
// number of its own.
func (w *written) number(text string) int64 {
	if x, ok := w.Format.Parse(text); ok {
		return x
	}
	if i := slices.Index(w.Words, text); i >= 0 {
		return w.word(i)
	}
	return w.word(len(w.Words))
}

// append writes a number, or the word it stands for.
func (w *written) append(b []byte, x int64) []byte {
	if x < w.Least && len(w.Words) > 0 {
		i := (w.Least - x - 1) / w.Step
		return append(b, w.Words[min(int(i), len(w.Words)-1)]...)
	}
	return w.Format.Append(b, x)
}

// write fills a column of texts once all its numbers are drawn.
func (w *written) write(out *column.Vector, numbers []int64) {
	for i, x := range numbers {
		if !out.Null(i) {
			out.Raw = w.append(out.Raw, x)
		}
		out.EndCell()
	}
}
