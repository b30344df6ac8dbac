package formula

import "github.com/groflex/groflex/engine/column"

// following is next(x, default), the mirror image of prev.
func following(c *compiler, at int, args []value) value {
	if len(args) == 1 {
		args = append(args, c.missing(at, Type{Kind: nilKind}))
	}
	both, t := c.unify(at, "next", args...)
	if both == nil {
		return failed()
	}
	return c.emit(t, next, scan, both...)
}

// next is in[0] of the row after in the group, in[1] in the group's last.
func next(x *call) {
	x.from(func(at []int32) {
		for lo, hi := range x.groups.all(x.n) {
			for i := lo; i < hi-1; i++ {
				at[i] = int32(i + 1)
			}
			at[hi-1] = -1
		}
	})
}

// latest is in[0] of the nearest row, from this one back to the group's
// first, where it is not null.
func latest(x *call) {
	x.from(func(at []int32) {
		for lo, hi := range x.groups.all(x.n) {
			row := int32(lo)
			for i := lo; i < hi; i++ {
				if !x.in[0].Null(i) {
					row = int32(i)
				}
				at[i] = row
			}
		}
	})
}

// seek is at(x, k): x of the group's k-th row, from 0; null beyond its ends.
func seek(c *compiler, at int, args []value) value {
	if args[0].typ.Kind == nilKind {
		return c.wrong(args[0], "at", "a column", "")
	}
	if args[1].typ.Kind != column.Int {
		return c.wrong(args[1], "the place in at", "an int", "int(…)")
	}
	both := append(args[:1:1], c.missing(at, args[0].typ), args[1])
	return c.emit(args[0].typ, place, scan, both...)
}

func place(x *call) {
	k := x.in[2]
	x.in = x.in[:2]
	x.from(func(at []int32) {
		for lo, hi := range x.groups.all(x.n) {
			for i := lo; i < hi; i++ {
				at[i] = -1
				if row := k.Ints[i]; row >= 0 && row < int64(hi-lo) && !k.Null(i) {
					at[i] = int32(int64(lo) + row)
				}
			}
		}
	})
}
