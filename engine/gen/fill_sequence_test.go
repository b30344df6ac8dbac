package gen

import (
	"fmt"
	"testing"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/schema"
)

func TestSequencesAreWrittenAsPrintfDoes(t *testing.T) {
	f := &frame{rows: []int64{0, 1, 9, 10, 99_999_998, 1e8, 1e12, 1<<62 - 1}}
	for _, s := range []schema.Sequence{
		{Prefix: "", Start: 0, Step: 1}, {Prefix: "CUS-", Start: 1, Step: 1, Width: 8}, {Prefix: "12345678", Start: 7, Step: 1, Width: 3},
		{Prefix: `a "long", prefix`, Start: 5, Step: 2, Width: 30}, {Prefix: "é", Start: -3, Step: -1}, {Prefix: "-", Start: 1e8 - 1, Step: -1},
	} {
		var texts, numbers column.Vector
		texts.Reset(column.Field{Kind: column.Text}, 0)
		newSequence(s, true).fill(f, &texts)
		numbers.Reset(column.Field{Kind: column.Int}, len(f.rows))
		newSequence(s, false).fill(f, &numbers)
		for i, row := range f.rows {
			n := s.Start + row*s.Step
			want := fmt.Sprintf("%s%0*d", s.Prefix, s.Width, n)
			if got := string(texts.Bytes(i)); n >= 0 && got != want || numbers.Ints[i] != n {
				t.Errorf("%+v, row %d: %q and %d, want %q", s, row, got, numbers.Ints[i], want)
			}
		}
		if texts.Plain != column.Plain(string(texts.Raw)) {
			t.Errorf("%+v: plain %v", s, texts.Plain)
		}
	}
}
