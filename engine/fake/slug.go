package fake

import "unicode/utf8"

// folded spells the letters of Latin-1 and their neighbours in ASCII, one
// string a letter, from U+00C0 to U+017F; a dot stands for a letter without
// one.
const folded = "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll" +
	"lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// appendSlug appends what an e-mail address or a host name keeps of a name:
// its letters in lower case and without accents, and its digits.
func appendSlug(dst, name []byte) []byte {
	for i := 0; i < len(name); {
		c := name[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			dst = append(dst, c)
		case c >= 'A' && c <= 'Z':
			dst = append(dst, c+'a'-'A')
		case c >= utf8.RuneSelf:
			letter, size := utf8.DecodeRune(name[i:])
			if k := int(letter) - 0xC0; k >= 0 && k < len(folded) && folded[k] != '.' {
				dst = append(dst, folded[k])
			}
			i += size
			continue
		}
		i++
	}
	return dst
}
