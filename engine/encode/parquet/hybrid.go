package parquet

import "encoding/binary"

// packer appends numbers of a fixed width in Parquet's hybrid of runs and
// bit-packed groups: one bit-packed run, or one repeated value.
// https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
type packer struct {
	buf   []byte
	width uint
	word  uint64
	have  uint // bits in word
}

// pack begins a bit-packed run of n numbers.
func pack(buf []byte, n int, width uint) packer {
	groups := (n + 7) / 8 // of eight numbers each, the last filled up with zeros
	return packer{buf: binary.AppendUvarint(buf, uint64(groups)<<1|1), width: width}
}

func (p *packer) add(x uint64) {
	p.word |= x << p.have
	p.have += p.width
	if p.have >= 32 {
		p.buf = binary.LittleEndian.AppendUint32(p.buf, uint32(p.word))
		p.word >>= 32
		p.have -= 32
	}
}

// finish fills up the last group and returns the buffer; n is the count that
// pack was given.
func (p *packer) finish(n int) []byte {
	for range -n & 7 {
		p.add(0)
	}
	for ; p.have > 0; p.have -= min(p.have, 8) {
		p.buf = append(p.buf, byte(p.word))
		p.word >>= 8
	}
	return p.buf
}

// repeat appends a run of n equal numbers of at most eight bits.
func repeat(buf []byte, n int, x byte) []byte {
	return append(binary.AppendUvarint(buf, uint64(n)<<1), x)
}
