package rule

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/wire"
)

// Count adds cells [low, high) of a rule's outcome to its count. A null cell
// holds. first is the number of the row at low; broken, unless nil, is told
// the number of each row that breaks the rule.
func Count(count *wire.Rule, truth *column.Vector, low, high int, first int64, broken func(row int64)) {
	count.Checked += int64(high - low)
	for i := low; i < high; i++ {
		if truth.Ints[i] != 0 || truth.Null(i) {
			continue
		}
		row := first + int64(i-low)
		if count.Broken == 0 || row < count.FirstRow {
			count.FirstRow = row
		}
		count.Broken++
		if broken != nil {
			broken(row)
		}
	}
}

// Add adds what another worker counted of the same rule over other rows.
func Add(count *wire.Rule, other wire.Rule) {
	count.Checked += other.Checked
	if other.Broken > 0 && (count.Broken == 0 || other.FirstRow < count.FirstRow) {
		count.FirstRow = other.FirstRow
	}
	count.Broken += other.Broken
}
