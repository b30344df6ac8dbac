package report

import "testing"

// A crowd is told from its values alone, however often they come, and never
// where the table would do.
func TestCrowdIsSurelyOne(t *testing.T) {
	const limit = 1000
	for _, different := range []int{1, limit - 1, limit, 2 * limit} {
		c := crowd{limit: limit}
		for i := range 10 * limit {
			c.add(values.At(int64(i % different)))
		}
		if c.dense() != (different > limit) {
			t.Errorf("%d values of %d: %v", different, limit, c.dense())
		}
	}
}
