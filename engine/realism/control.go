package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/brianvoe/gofakeit/v6"
)

// control is the same checks on plain gofakeit/v6, called as its examples do.
func control(w io.Writer, ours map[string]tally, rows int, seed uint64) {
	f := gofakeit.New(int64(seed))
	of := func(valid func() bool) string {
		invalid := 0
		for range rows {
			if !valid() {
				invalid++
			}
		}
		return fmt.Sprintf("%.2f%%", 100*float64(invalid)/float64(rows))
	}
	mine := func(name string) string {
		t := ours[name]
		if t.checked == 0 {
			return "-" // not among what is counted
		}
		return fmt.Sprintf("%.2f%%", 100*float64(t.invalid)/float64(t.checked))
	}
	var prices []float64
	for range rows {
		prices = append(prices, f.Price(1, 1000))
	}
	fmt.Fprintf(w, "\nInvalid, ours and gofakeit/v6 (%d values)\n", rows)
	for _, check := range []struct{ name, provider, theirs string }{
		{"ABA routing number", "finance.aba", of(func() bool { return aba(f.AchRouting()) })},
		{"card number by Luhn", "finance.card_number", of(func() bool { return luhn(f.CreditCardNumber(nil)) })},
		{"phone of the North American plan", "place.phone", of(func() bool { return phone(f.Phone()) })},
		{"e-mail", "person.email", of(func() bool { return identifiers["person.email"](f.Email()) })},
		{"UUID of version 4", "id.uuid", of(func() bool { return uuid.MatchString(f.UUID()) })},
		{"e-mail names the person", "e-mail names the person", of(func() bool {
			p := f.Person()
			return strings.Contains(strings.ToLower(p.Contact.Email), strings.ToLower(p.LastName))
		})},
		{"IBAN", "finance.iban", "not made"},
		{"NPI", "medical.npi", "not made"},
	} {
		fmt.Fprintf(w, "  %-34s %9s %9s\n", check.name, mine(check.provider), check.theirs)
	}
	fmt.Fprintf(w, "  %-34s %9s %9.4f\n", "first digits off Benford (Price)", "see above", benford(prices))
}
