package augment

import (
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

const yearDays = 365

// tweak puts another value of the column's own kind, a little or far beside
// the truth, another level, or another cell of the row that looks like it: for
// a rule to say what of that breaks it. levels are texts by column.
func tweak(levels map[string][]string) maker {
	return func(r *rng.Rand, own Cell, others *row) (Cell, bool) {
		known := levels[own.Field.Name]
		switch choice := r.Below(8); {
		case choice == 0:
			return Cell{Field: own.Field, Null: true}, !own.Null
		case choice == 1 && known == nil:
			return twin(r, own, others)
		case known != nil:
			return Cell{Field: own.Field, Text: known[r.Below(uint64(len(known)))]}, true
		}
		return beside(r, own)
	}
}

// beside is another value of the same kind.
func beside(r *rng.Rand, own Cell) (Cell, bool) {
	own.Null = false
	switch own.Field.Kind {
	case column.Bool:
		own.Int = 1 - own.Int
	case column.Int:
		own.Int = near(r, own.Int, 1)
	case column.Decimal:
		unit := int64(1)
		for range own.Field.Scale {
			unit *= 10
		}
		own.Int = near(r, own.Int, unit)
	case column.Date:
		own.Int = moment(r, own.Int, 1)
	case column.Time:
		own.Int = moment(r, own.Int, dayMicros)
	case column.Float:
		own.Float = []float64{own.Float + 0.01, -own.Float - 1, own.Float + 1000, 0, 2 * own.Float, own.Float / 2}[r.Below(6)]
	case column.Text:
		return renumbered(r, own)
	}
	return own, true
}

// near is a number near another, where a whole has the given units.
func near(r *rng.Rand, x, unit int64) int64 {
	if x > exactMax || x < -exactMax {
		return x
	}
	return []int64{x + 1, x - 1, x + unit, x - unit, -x - unit, x + 1000*unit, 0, 2 * x, x / 2, unit}[r.Below(10)]
}

// moment is a date or time near another, or decades away from it.
func moment(r *rng.Rand, x, day int64) int64 {
	away := []int64{day, -day, 40 * day, -40 * day, yearDays * day, -yearDays * day, 70 * yearDays * day, -70 * yearDays * day}
	return x + away[r.Below(uint64(len(away)))]
}

// twin is another cell of the row of the same kind.
func twin(r *rng.Rand, own Cell, others *row) (Cell, bool) {
	t := others.table
	from := int(r.Below(uint64(len(t.Fields))))
	for k := range t.Fields {
		c := (from + k) % len(t.Fields)
		f := &t.Fields[c]
		if f.Name != own.Field.Name && f.Kind == own.Field.Kind && f.Scale == own.Field.Scale {
			other := cellOf(own.Field, &t.Cols[c], others.i)
			return other, !other.Null
		}
	}
	return own, false
}

// renumbered is a text with another digit in one place.
func renumbered(r *rng.Rand, own Cell) (Cell, bool) {
	text := []byte(own.Text)
	if len(text) == 0 {
		return own, false
	}
	at := int(r.Below(uint64(len(text))))
	if text[at] < '0' || text[at] > '9' {
		return own, false
	}
	text[at] = '0' + byte((uint64(text[at]-'0')+1+r.Below(9))%10)
	own.Text = string(text)
	return own, true
}
