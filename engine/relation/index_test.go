package relation

import (
	"fmt"
	"slices"
	"testing"

	"github.com/groflex/groflex/engine/column"
)

// An index agrees with a map of the same cells, sorted or not, with repeated
// and missing ones.
func TestIndexFindsWhatAMapFinds(t *testing.T) {
	const n = 500
	for _, step := range []int{1, 7, 499} {
		var texts, ints column.Vector
		ints.Reset(column.Field{Kind: column.Int}, n)
		texts.Reset(column.Field{Kind: column.Text}, 0)
		rows := map[int][]uint32{}
		for i := range n {
			value := i * step % n / 2
			ints.Ints[i] = int64(value)
			if texts.AppendText(fmt.Sprintf("K-%04d", value)); i%11 == 3 {
				ints.SetNull(i, n)
				texts.SetNull(i, n)
				continue
			}
			rows[value] = append(rows[value], uint32(i))
		}
		for _, v := range []*column.Vector{&texts, &ints} {
			x := NewIndex(v, n)
			for i := range n {
				want := -1
				if known := rows[i*step%n/2]; known != nil {
					want = int(known[0])
				}
				if got := x.Find(v, i); got != want {
					t.Fatalf("step %d, %v: row %d is found at %d, want %d", step, v.Kind, i, got, want)
				}
			}
			families := 0
			x.Families(func(found []uint32) {
				families++
				if want := rows[int(ints.Ints[found[0]])]; !slices.Equal(found, want) {
					t.Fatalf("step %d, %v: rows %v, want %v", step, v.Kind, found, want)
				}
			})
			if families != len(rows) {
				t.Errorf("step %d, %v: %d families of %d", step, v.Kind, families, len(rows))
			}
		}
		other := column.Vector{Kind: column.Text}
		for _, s := range []string{"", "K-9999", "A"} {
			other.AppendText(s)
			if at := NewIndex(&texts, n).Find(&other, other.Len()-1); at != -1 {
				t.Errorf("%q is found at %d", s, at)
			}
		}
	}
}
