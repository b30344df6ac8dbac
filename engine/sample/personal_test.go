package sample

import (
	"fmt"
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/wire"
)

// Numbers that are digits alone are personal where a check digit, or the
// column's name, says so; others are quantities.
func TestDigitsThatArePersonal(t *testing.T) {
	var b strings.Builder
	b.WriteString("card,ssn,mobile,stamp,visitors\n")
	for i := range 60 {
		card := fmt.Sprintf("40000%010d", i*7919)
		for check := range 10 {
			if isCard(card + fmt.Sprint(check)) {
				card += fmt.Sprint(check)
				break
			}
		}
		fmt.Fprintf(&b, "%s,%d,%d,%d,%d\n", card, 212345678+i*1237, 2125550100+i*31, 1700000000000+i*i*977, 212345678+i%50*1237)
	}
	s, err := Read(wire.Document{Data: b.String(), Format: "csv"})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"finance.card_number", "person.ssn", "place.phone", "", ""} {
		if got := s.Columns[i].Provider; got != want {
			t.Errorf("%s: provider %q, want %q", s.Table.Fields[i].Name, got, want)
		}
	}
}
