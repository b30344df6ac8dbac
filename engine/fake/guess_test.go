package fake

import (
	"strings"
	"testing"

	"github.com/groflex/groflex/engine/column"
)

func TestGuess(t *testing.T) {
	const none = ""
	for _, c := range []struct {
		name   string
		kind   column.Kind
		format string
		want   string
	}{
		// Spellings.
		{"email", 0, "", "person.email"},
		{"Email", column.Text, "", "person.email"},
		{"EMAIL_ADDRESS", column.Text, "", "person.email"},
		{"e-mail", 0, "", "person.email"},
		{"firstName", 0, "", "person.first_name"},
		{"FirstName", 0, "", "person.first_name"},
		{"first name", 0, "", "person.first_name"},
		{"first_name_2", 0, "", "person.first_name"},
		{"LastName", 0, "", "person.last_name"},
		{"ZIPCode", column.Text, "", "place.zip"},
		{"billingZip", column.Text, "", "place.zip"},
		{"addressLine1", column.Text, "", "place.street"},
		{"dateOfBirth", column.Date, "", "person.birth_date"},
		{"DOB", column.Date, "", "person.birth_date"},
		// Prefixes.
		{"billing_city", 0, "", "place.city"},
		{"shippingState", 0, "", "place.state"},
		{"customer_email", 0, "", "person.email"},
		{"patient_first_name", 0, "", "person.first_name"},
		{"home.address.city", 0, "", "place.city"},
		{"customer_name", 0, "", "person.full_name"},
		{"account_owner_name", 0, "", "person.full_name"},
		{"merchant_name", 0, "", "company.name"},
		{"order_total", 0, "", "money.amount"},
		{"cartItemCount", column.Int, "", "number.quantity"},
		// Words that mean something only alone or qualified.
		{"name", column.Text, "", "person.full_name"},
		{"file_name", column.Text, "", none},
		{"state", column.Text, "", "place.state"},
		{"order_state", column.Text, "", none},
		{"status", column.Text, "", "status.account"},
		{"shipment_status", column.Text, "", none},
		{"role", column.Text, "", "job.title"},
		// Kinds.
		{"zip", column.Int, "", none},
		{"age", column.Int, "", "person.age"},
		{"age", column.Float, "", "person.age"},
		{"age", column.Text, "", none},
		{"amount", column.Float, "", "money.amount"},
		{"amount", column.Int, "", "money.cents"},
		{"created_at", column.Time, "", "time.past"},
		{"created_at", column.Date, "", "date.past"},
		{"created_at", column.Text, "", "time.past"},
		{"createdAt", column.Text, "date-time", "time.past"},
		{"updated_at", column.Text, "date-time", "time.after"},
		{"due_date", column.Text, "date", "date.future"},
		{"due_date", column.Text, "date-time", "time.future"},
		{"due_date", column.Time, "", "time.future"},
		{"birthday", column.Text, "date", "person.birth_date"},
		{"birthday", column.Text, "date-time", none},
		{"is_active", column.Bool, "", "flag.usual"},
		{"is_active", column.Text, "", none},
		{"latitude", column.Float, "", "place.latitude"},
		{"price", column.Float, "", "product.price"},
		{"rating", column.Int, "", "number.score"},
		// Formats, with and against the name.
		{"x", column.Text, "email", "person.email"},
		{"x", column.Text, "date-time", "time.past"},
		{"x", column.Text, "date", "date.past"},
		{"first_name", column.Text, "email", "person.email"},
		{"x", column.Text, "no such format", none},
		// Identifiers.
		{"ipAddress", column.Text, "", "internet.ipv4"},
		{"client_ip", column.Text, "ipv6", "internet.ipv6"},
		{"id", column.Text, "uuid", "id.uuid"},
		{"website", column.Text, "uri", "internet.url"},
		{"creditCardNumber", column.Text, "", "finance.card_number"},
		{"provider_npi", column.Text, "", "medical.npi"},
		// Nothing.
		{"", 0, "", none},
		{"x", 0, "", none},
		{"foo_bar", 0, "", none},
		{"12345", 0, "", none},
		{"日付", 0, "", none},
	} {
		got, ok := Guess(c.name, c.kind, c.format)
		if got != c.want || ok != (c.want != none) {
			t.Errorf("%q, %v, %q: %q, want %q", c.name, c.kind, c.format, got, c.want)
		}
	}
}

func TestGroupOf(t *testing.T) {
	for name, want := range map[string]string{
		"city": "", "billing_city": "billing", "shippingState": "shipping", "customer_billing_zip": "customer_billing",
		"billing": "", "order_total": "", "emergencyContactPhone": "emergency_contact", "": "",
	} {
		if got := GroupOf(name); got != want {
			t.Errorf("%q: group %q, want %q", name, got, want)
		}
	}
}

// A name listed twice would be decided by the order of the lines.
func TestGuessesAreUnambiguousAndKnown(t *testing.T) {
	seen := map[string]string{}
	for line := range dataLines(guessesData) {
		f := strings.Fields(line)
		if f[0] == "=formats" {
			clear(seen)
		}
		if line[0] == '=' {
			continue
		}
		if _, ok := Named(f[0]); !ok && f[0] != "-" {
			t.Errorf("no provider %q", f[0])
		}
		for _, name := range f[1:] {
			if other, ok := seen[name]; ok {
				t.Errorf("%q is guessed as %s and as %s", name, other, f[0])
			}
			seen[name] = f[0]
			if strings.Join(nameWords(name), "_") != name && !strings.ContainsAny(name, "-0123456789") {
				t.Errorf("%q is no name in snake_case", name)
			}
		}
	}
}

func FuzzGuess(f *testing.F) {
	for _, name := range []string{"billingZIPCode2", "a__b", "É", "x\xff", "ÄÖ_id"} {
		f.Add(name, uint8(0), "date-time")
	}
	f.Fuzz(func(t *testing.T, name string, kind uint8, format string) {
		provider, ok := Guess(name, column.Kind(kind%9), format)
		if _, known := Named(provider); known != ok {
			t.Errorf("%q: %q, %v", name, provider, ok)
		}
		GroupOf(name)
	})
}
