package fake

import (
	"slices"
	"testing"
)

// These rows may change only with a note in the changelog: users' files
// depend on them, natively and in the browser alike.
func TestGoldenRows(t *testing.T) {
	golden := map[string][]string{
		"person.sex":            {"male", "female", "female"},
		"person.first_name":     {"Michael", "Caitlin", "Kathleen"},
		"person.last_name":      {"James", "Nichols", "Dickerson"},
		"person.title":          {"Mr.", "Mrs.", "Ms."},
		"person.birth_date":     {"-3501", "8116", "3587"},
		"person.race":           {"White", "White", "White"},
		"person.marital_status": {"married", "married", "married"},
		"person.email":          {"michael.james79@example.org", "caitlin.nichols48@example.com", "kathleen.dickerson4101915@example.com"},
		"person.ssn":            {"931-14-8869", "944-21-9619", "979-27-4389"},
		"place.street":          {"22220 Quail Drive", "514 Old Mill Way", "9007 Harrison Court"},
		"place.city":            {"Millers Creek", "Guyton", "Brooklyn"},
		"place.state":           {"NC", "GA", "NY"},
		"place.zip":             {"28651", "31312", "11215"},
		"place.latitude":        {"36.211555", "32.309217", "40.6734"},
		"place.longitude":       {"-81.256192", "-81.395235", "-73.99015"},
		"place.phone":           {"+13365550181", "+19125550181", "+13475550112"},
		"company.name":          {"Fernreach Health LLC", "Harborwood Carriers Co.", "Valentine & Rivera LLC"},
		"company.employees":     {"2", "7", "1"},
		"job.title":             {"Director of Operations", "Junior Product Owner", "Lead Account Executive"},
		"product.name":          {"Smart Mouse", "Slim Smart Watch", "Deluxe Board Game"},
		"product.price":         {"6299", "19999", "2899"},
		"text.sentence":         {"The team returned the schedule after the call.", "The meeting showed that the plan is in good order.", "The invoice was waiting for approval during the audit, and operations prepared the checklist."},
		"review.text":           {"Excellent! It is just what I needed and it makes a nice gift.", "I have tried several, and this one makes a nice gift. It feels solid.", "Looks good in the pictures; in fact one part was scratched."},
		"ticket.subject":        {"Order 67295 has not arrived", "How do I contact sales?", "Please update our billing address"},
		"saas.event":            {"file_uploaded", "record_created", "page_viewed"},
		"money.amount":          {"2438", "6601", "9548"},
		"number.rating":         {"4.4", "3.5", "4.7"},
		"time.past":             {"1745279137000000", "1764357048000000", "1742828195000000"},
		"date.after":            {"20452", "20431", "20432"},
	}
	for name, want := range golden {
		if got := filled(t, name, []int64{0, 1, 1_000_000}, nil, nil); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
