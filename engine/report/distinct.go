package report

import (
	"math"
	"math/bits"
)

// distinct estimates how many different hashes it saw: HyperLogLog with 2^14
// registers (Flajolet, Fusy, Gandouet, Meunier 2007,
// https://doi.org/10.46298/dmtcs.3545) of 64-bit hashes. The standard error
// is 1.04/sqrt(2^14), 0.8%.
type distinct [1 << precision]uint8

const precision = 14

func (d *distinct) add(hash uint64) {
	rank := uint8(bits.LeadingZeros64(hash<<precision|1<<(precision-1)) + 1)
	if r := &d[hash>>(64-precision)]; *r < rank {
		*r = rank
	}
}

// addAll adds the hashes, four a turn: in wasm going back is slow.
func (d *distinct) addAll(hashes []uint64) {
	for ; len(hashes) >= 4; hashes = hashes[4:] {
		d.add(hashes[0])
		d.add(hashes[1])
		d.add(hashes[2])
		d.add(hashes[3])
	}
	for _, hash := range hashes {
		d.add(hash)
	}
}

func (d *distinct) merge(o *distinct) {
	for i, rank := range o {
		d[i] = max(d[i], rank)
	}
}

// count is Ertl's estimator, which needs no bias correction (2017,
// arXiv:1702.01284, algorithm 6). It uses only operations that IEEE 754
// rounds exactly.
func (d *distinct) count() int64 {
	const m, q = 1 << precision, 64 - precision
	var of [q + 2]float64 // registers of each rank
	for _, rank := range d {
		of[rank]++
	}
	z := float64(m * tau(1-float64(of[q+1]/m)))
	for rank := q; rank >= 1; rank-- {
		z = float64(0.5 * (z + of[rank]))
	}
	z += float64(m * sigma(of[0]/m))
	const alpha = 0.5 / math.Ln2
	return int64(math.Round(alpha * m * m / z))
}

// sigma is x + Σ x^(2^k)·2^(k−1) over k ≥ 1; infinite at 1.
func sigma(x float64) float64 {
	if x == 1 {
		return math.Inf(1)
	}
	y, z := 1.0, x
	for {
		x *= x
		old := z
		z += float64(x * y)
		y += y
		if z == old {
			return z
		}
	}
}

// tau is (1 − x − Σ (1 − x^(2^−k))²·2^−k)/3 over k ≥ 1.
func tau(x float64) float64 {
	if x == 0 || x == 1 {
		return 0
	}
	y, z := 1.0, 1-x
	for {
		x = math.Sqrt(x)
		old := z
		y *= 0.5
		z -= float64((1 - x) * (1 - x) * y)
		if z == old {
			return z / 3
		}
	}
}
