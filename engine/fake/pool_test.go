package fake

import (
	"slices"
	"strings"
	"testing"

	"github.com/brianvoe/gofakeit/v6/data"
)

func TestPoolsAreGofakeitsLists(t *testing.T) {
	seen := map[string]int{}
	for _, maker := range filled(t, "pool.of", upTo(5000), map[string]any{"list": "car.maker"}, nil) {
		if !slices.Contains(data.Car["maker"], maker) {
			t.Fatalf("%q is no maker of cars", maker)
		}
		seen[maker]++
	}
	if all := distinct(data.Car["maker"]); len(seen) != len(all) {
		t.Errorf("%d of %d makers in 5,000 rows", len(seen), len(all))
	}
	for maker, n := range seen {
		if n < 35 || n > 120 { // 5,000 rows over 69 makers: 72, and less than six deviations off
			t.Errorf("%s comes %d times", maker, n)
		}
	}
	for name, list := range pools() {
		if len(distinct(list)) < 2 {
			t.Errorf("%s has %d entries", name, len(list))
		}
	}
	_, err := newPool(Args{Options: map[string]any{"list": "car.wheel"}})
	if err == nil || !strings.Contains(err.Error(), "car.maker") {
		t.Errorf("an unknown list: %v", err)
	}
}
