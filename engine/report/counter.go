package report

import (
	"math"
	"slices"
)

// counter counts 64-bit values exactly: in a plain array while they lie close
// together, as flags, ages and dates do, in a tally once they do not.
type counter struct {
	used   int     // different values
	base   int64   // the value that window begins with
	window []int64 // counts; nil once there is a tally
	tally  *tally
}

// windowKeys bounds the array: 512 KB.
const windowKeys = 1 << 16

func newCounter() *counter { return &counter{window: []int64{}} }

// add counts key n times, n > 0.
func (c *counter) add(key, n int64) {
	if c.reach(key, key) {
		w := &c.window[key-c.base]
		if *w == 0 {
			c.used++
		}
		*w += n
		return
	}
	c.tally.add(key, n)
	c.used = c.tally.used
}

// addAll counts each key once while there are at most limit different ones,
// and returns how many keys it took; near says what near said.
func (c *counter) addAll(keys []int64, near bool, limit int) int {
	if !near {
		n := c.tally.addAll(keys, limit)
		c.used = c.tally.used
		return n
	}
	window, base := c.window, c.base
	for i, key := range keys {
		w := &window[key-base]
		if *w == 0 {
			if c.used == limit {
				return i
			}
			c.used++
		}
		*w++
	}
	return len(keys)
}

// near makes the window hold the keys, too, and reports false where it cannot.
func (c *counter) near(keys []int64) bool {
	return len(keys) == 0 || c.reach(slices.Min(keys), slices.Max(keys))
}

// reach makes the window hold lo to hi, and reports false where it cannot:
// then there is a tally.
func (c *counter) reach(lo, hi int64) bool {
	if c.window == nil {
		return false
	}
	if n := len(c.window); n > 0 {
		if lo >= c.base && uint64(hi)-uint64(c.base) < uint64(n) {
			return true
		}
		lo, hi = min(lo, c.base), max(hi, c.base+int64(n)-1)
	}
	if uint64(hi)-uint64(lo) >= windowKeys {
		c.scatter()
		return false
	}
	n := hi - lo + 1
	if lo < math.MaxInt64-windowKeys {
		n = min(2*n, windowKeys) // so that a sequence is not copied for every block
	}
	wider := make([]int64, n)
	if len(c.window) > 0 {
		copy(wider[c.base-lo:], c.window)
	}
	c.base, c.window = lo, wider
	return true
}

// scatter goes over from the window to a tally.
func (c *counter) scatter() {
	c.tally = newTally()
	c.each(c.tally.add)
	c.window = nil
}

// each calls f for every value that occurs, in no fixed order.
func (c *counter) each(f func(key, count int64)) {
	if c.window == nil {
		c.tally.each(f)
		return
	}
	for i, n := range c.window {
		if n > 0 {
			f(c.base+int64(i), n)
		}
	}
}
