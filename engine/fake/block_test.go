package fake

import (
	"math/big"
	"slices"
	"strconv"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/rng"
)

// Columns that share a block say the same as each does alone, whichever is
// filled first and whatever the others are bound to.
func TestColumnsOfABlockAreAsAlone(t *testing.T) {
	type filled struct {
		name   string
		inputs map[string]*column.Vector
	}
	state := map[string]*column.Vector{"state": texts("TX", "?", "Ohio")}
	sex := map[string]*column.Vector{"sex": texts("F", "other", "male")}
	columns := []filled{
		{"place.city", nil}, {"place.city", state}, {"place.zip", nil}, {"place.zip", state}, {"place.area_code", state}, {"place.area_code", nil},
		{"person.sex", nil}, {"person.first_name", nil}, {"person.first_name", sex}, {"person.middle_initial", nil}, {"person.title", sex},
		{"person.email", nil}, {"person.email", sex}, {"person.full_name", nil},
	}
	rows := []int64{5, 1, 70_000}
	for range 2 {
		block := Block{Rows: []int64{8, 9}}
		for _, c := range columns { // memory to be used again
			fillIn(t, c.name, &block, nil, nil)
		}
		block.Reset(rows)
		for _, c := range columns {
			got := fillIn(t, c.name, &block, nil, c.inputs)
			want := vector(t, c.name, rows, nil, c.inputs)
			for i := range rows {
				if string(got.Bytes(i)) != string(want.Bytes(i)) {
					t.Errorf("%s, row %d: %q among others, %q alone", c.name, rows[i], got.Bytes(i), want.Bytes(i))
				}
			}
		}
		slices.Reverse(columns)
	}
}

// Names of the roster make the same address whether they are drawn, come as
// numbers of the roster or as texts, and the same name follows a sex that is
// drawn or bound.
func TestNamesMakeTheSameHoweverTheyCome(t *testing.T) {
	rows := upTo(500)
	first, last := vector(t, "person.first_name", rows, nil, nil), vector(t, "person.last_name", rows, nil, nil)
	spelt := map[string]*column.Vector{}
	for name, v := range map[string]*column.Vector{"first_name": first, "last_name": last} {
		copied := *v
		copied.Spell()
		spelt[name] = &copied
	}
	drawn := filled(t, "person.email", rows, nil, nil)
	for what, inputs := range map[string]map[string]*column.Vector{
		"numbers": {"first_name": first, "last_name": last}, "texts": spelt, "one text": {"first_name": first, "last_name": spelt["last_name"]},
	} {
		if got := filled(t, "person.email", rows, nil, inputs); !slices.Equal(got, drawn) {
			t.Errorf("%s: %q, drawn %q", what, got[:3], drawn[:3])
		}
	}
	sex := vector(t, "person.sex", rows, nil, nil)
	got := filled(t, "person.first_name", rows, nil, map[string]*column.Vector{"sex": sex})
	if want := filled(t, "person.first_name", rows, nil, nil); !slices.Equal(got, want) {
		t.Errorf("a bound sex gives %q, the drawn one %q", got[:3], want[:3])
	}
}

// The number is that of exact arithmetic, in every span and beyond the last.
func TestHandleNumbers(t *testing.T) {
	h := numbering(rng.New(3, "numbers"))
	rows := []int64{0, 89, 90, 989, 990, 1<<44 - 1, 1 << 44, 16 << 44}
	for n := int64(100); n < 1e13; n *= 3 {
		rows = append(rows, n, n+1)
	}
	for _, row := range rows {
		k := min(max(len(strconv.FormatInt(row+10, 10))-2, 0), len(h)-1)
		s := h[k]
		product := uint64(row+10-int64(s.first))*s.step + s.shift // may wrap around, beyond the last span
		n := new(big.Int).Mod(new(big.Int).SetUint64(product), new(big.Int).SetUint64(s.size))
		want := n.Add(n, new(big.Int).SetUint64(s.first)).String()
		if got := string(h.append([]byte("x"), row)); got != "x"+want {
			t.Errorf("row %d: %s, want %s", row, got, want)
		}
	}
}

func TestPieces(t *testing.T) {
	list := []string{"", "a", "eight by", "as long as can "}
	p, buf, at := cut(list), make([]byte, 100), 0
	want := ""
	for k, text := range list {
		at = p.put(buf, at, uint32(k))
		want += text
		if string(buf[:at]) != want || string(p.text(uint32(k))) != text {
			t.Errorf("%q: %q, want %q", text, buf[:at], want)
		}
	}
}
