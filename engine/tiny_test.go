package engine_test

import (
	"strings"
	"testing"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

// The smallest samples are learnt and reported on.
func TestAFewRowsAreEnough(t *testing.T) {
	e := newEngine(t)
	for rows := 1; rows <= 6; rows++ {
		for _, mode := range []string{wire.MimicBuffer, wire.AugmentedSet} {
			data := "n,word,day,gone\n" + strings.Join(strings.SplitAfter("1,x,2024-01-01,\n2,y,2024-01-02,\n3,x,2024-02-01,\n4,z,2024-01-09,\n5,x,2024-03-01,\n6,y,2024-01-07,\n", "\n")[:rows], "")
			text, answer := generate(t, e, wire.Request{Mode: mode, Count: count(5), Format: "csv",
				Sample: &wire.Document{Data: data, Format: "csv"}}, engine.Options{Report: true})
			want := 1 + 5
			if mode == wire.AugmentedSet {
				want += rows
			}
			if got := strings.Count(text, "\n"); got != want || answer.Quality.Similarity == nil {
				t.Errorf("%s of %d rows: %d lines, want %d; similarity %v", mode, rows, got, want, answer.Quality.Similarity)
			}
		}
	}
}
