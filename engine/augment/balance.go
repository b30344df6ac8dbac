package augment

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/wire"
)

// Level is a value of a column and the share of all rows that should have it.
type Level struct {
	Column, Value string
	Share         float64 // 0 to 1
}

// Condition is the level as a condition on rows: "Churn=Yes".
func (l Level) Condition() string { return l.Column + "=" + l.Value }

// ParseLevels reads levels of one column, each "Churn=Yes:0.5". The error is
// wire.Faults with pointers into the list.
func ParseLevels(texts []string) ([]Level, error) {
	var levels []Level
	var faults wire.Faults
	sum := 0.0
	for i, text := range texts {
		pointer := "/" + strconv.Itoa(i)
		at := strings.LastIndexByte(text, ':')
		name, value, ok := strings.Cut(text[:max(at, 0)], "=")
		share, err := strconv.ParseFloat(strings.TrimSpace(text[at+1:]), 64)
		l := Level{strings.TrimSpace(name), strings.TrimSpace(value), share}
		switch {
		case at < 0 || !ok || err != nil || l.Column == "":
			faults = append(faults, wire.Fault{Kind: wire.Invalid, Pointer: pointer, Message: fmt.Sprintf("%q is not a level with a share", text), Remedy: "write it as Churn=Yes:0.5"})
			continue
		case !(share >= 0 && share <= 1):
			faults.Add(pointer, "a share is between 0 and 1, not %v", share)
		case len(levels) > 0 && l.Column != levels[0].Column:
			faults.Add(pointer, "levels of one column can be balanced, not of both %q and %q", levels[0].Column, l.Column)
		case slices.ContainsFunc(levels, func(other Level) bool { return other.Value == l.Value }):
			faults.Add(pointer, "%q has a share already", l.Condition())
		}
		levels = append(levels, l)
		sum += share
	}
	if sum > 1+1e-9 && len(faults) == 0 {
		faults.Add("", "the shares add up to %.6g, which is more than 1", sum)
	}
	return levels, faults.Err()
}

// Deal says which of the new rows belong to which level, so that each level
// has its share of all rows exactly, rounded to a row.
type Deal struct {
	upto  []int64 // new rows of the levels, cumulated
	order rng.Permutation
}

// NewDeal deals rows new rows out. kept[k] of the rows that are there already
// are of level k, kept[len(levels)] of none. Where no number of new rows of
// each level gives the shares, the error is wire.Faults that say how many rows
// would do.
func NewDeal(levels []Level, kept []int64, rows int64, stream rng.Stream) (*Deal, error) {
	d := &Deal{order: stream.Permute(uint64(max(rows, 1)))}
	need := dealt(levels, kept, rows)
	if need == nil {
		return nil, tooFew(levels, kept, rows)
	}
	sum := int64(0)
	for _, n := range need {
		sum += n
		d.upto = append(d.upto, sum)
	}
	return d, nil
}

// Level is the level of a new row; len(levels) is none of them.
func (d *Deal) Level(row int64) int {
	at := int64(d.order.At(uint64(row)))
	k := 0
	for k < len(d.upto) && at >= d.upto[k] {
		k++
	}
	return k
}

// Rows is how many new rows level k has.
func (d *Deal) Rows(k int) int64 {
	if k == 0 {
		return d.upto[0]
	}
	return d.upto[k] - d.upto[k-1]
}

// dealt is how many new rows each level needs, nil where one would need less
// than none.
func dealt(levels []Level, kept []int64, rows int64) []int64 {
	total := rows
	for _, n := range kept {
		total += n
	}
	need := make([]int64, len(levels))
	share, upto, left := 0.0, int64(0), rows
	for k, l := range levels {
		share += l.Share
		next := min(int64(math.Round(float64(share*float64(total)))), total) // of cumulated shares, so that they add up
		need[k] = next - upto - kept[k]
		if left -= need[k]; need[k] < 0 {
			return nil
		}
		upto = next
	}
	if left < 0 {
		return nil
	}
	return need
}

// tooFew is the fault of too few new rows.
func tooFew(levels []Level, kept []int64, rows int64) wire.Faults {
	total, rest, least := int64(0), 1.0, float64(rows)
	for _, n := range kept {
		total += n
	}
	want := func(share float64, kept int64) {
		if kept > 0 {
			least = max(least, float64(kept)/max(share, 1e-12)-float64(total))
		}
	}
	for k, l := range levels {
		want(l.Share, kept[k])
		rest -= l.Share
	}
	want(rest, kept[len(levels)])
	f := wire.Fault{Kind: wire.Invalid, Message: fmt.Sprintf("%d new rows are too few to give %s of all rows, with the sample's %d", rows, listed(levels, kept), total),
		Remedy: "leave the sample's rows out with MIMIC_BUFFER, or ask for other shares: no number of new rows would do"}
	if least < 1e12 {
		enough := max(int64(math.Ceil(least)), rows+1)
		for range 1000 { // rounding to whole rows may ask for some more
			if dealt(levels, kept, enough) != nil {
				f.Remedy = fmt.Sprintf("ask for a count of at least %d", enough)
				break
			}
			enough++
		}
	}
	return wire.Faults{f}
}

func listed(levels []Level, kept []int64) string {
	var parts []string
	for k, l := range levels {
		parts = append(parts, fmt.Sprintf("%q %v%% (%d of the sample's rows have it)", l.Condition(), math.Round(l.Share*1e4)/100, kept[k]))
	}
	return strings.Join(parts, ", ")
}
