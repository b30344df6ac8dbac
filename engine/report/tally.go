package report

// tally counts 64-bit values exactly: an open-addressed hash table with
// linear probing, at most half full.
type tally struct {
	slots []slot // a power of two of them
	used  int
	shift uint // 64 minus the bits of a slot number
}

type slot struct {
	key   int64
	count int64 // 0: the slot is empty
}

func newTally() *tally { return &tally{slots: make([]slot, 64), shift: 64 - 6} }

// golden spreads consecutive keys (Fibonacci hashing, Knuth, The Art of
// Computer Programming, volume 3, section 6.4).
const golden = 0x9e3779b97f4a7c15

// reset forgets all values, and keeps the memory.
func (t *tally) reset() {
	clear(t.slots)
	t.used = 0
}

// add counts key n times, n > 0.
func (t *tally) add(key, n int64) {
	s := t.find(key)
	if s.count == 0 {
		if 2*(t.used+1) > len(t.slots) {
			t.grow()
			s = t.find(key)
		}
		s.key = key
		t.used++
	}
	s.count += n
}

// home is the slot where the search for key begins.
func (t *tally) home(key int64) *slot {
	return &t.slots[uint64(key)*golden>>(t.shift&63)&uint64(len(t.slots)-1)]
}

// find is the slot of key, or the empty one where it belongs.
func (t *tally) find(key int64) *slot {
	mask := uint64(len(t.slots) - 1)
	for i := uint64(key) * golden >> (t.shift & 63); ; i++ {
		s := &t.slots[i&mask]
		if s.count == 0 || s.key == key {
			return s
		}
	}
}

// manySlots is from where on memory counts for more than the work of moving
// values: 1 MB.
const manySlots = 1 << 16

// grow makes room for four times as many, or for twice as many.
func (t *tally) grow() {
	old, bits := t.slots, 2
	if len(old) >= manySlots {
		bits = 1
	}
	t.slots, t.shift = make([]slot, len(old)<<bits), t.shift-uint(bits)
	for _, s := range old {
		if s.count > 0 {
			*t.find(s.key) = s
		}
	}
}

// addAll counts each key once while there are at most limit different ones,
// and returns how many keys it took.
func (t *tally) addAll(keys []int64, limit int) int {
	slots, shift := t.slots, t.shift
	mask := uint64(len(slots) - 1)
next:
	for n, key := range keys {
		for i := uint64(key) * golden >> (shift & 63); ; i++ {
			s := &slots[i&mask]
			switch {
			case s.count == 0 && t.used == limit:
				return n
			case s.count == 0 && 2*(t.used+1) <= len(slots):
				s.key, s.count = key, 1
				t.used++
				continue next
			case s.count == 0:
				t.add(key, 1)
				slots, shift = t.slots, t.shift
				mask = uint64(len(slots) - 1)
				continue next
			case s.key == key:
				s.count++
				continue next
			}
		}
	}
	return len(keys)
}

// each calls f for every value that occurs, in no fixed order.
func (t *tally) each(f func(key, count int64)) {
	for _, s := range t.slots {
		if s.count > 0 {
			f(s.key, s.count)
		}
	}
}
