package fake

import (
	"strings"

	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/dist"
	"github.com/groflex/groflex/engine/rng"
)

// Lists to choose from, "word:weight …"; all weights are assumed.
const (
	colors = `Black:18 White:15 Gray:11 Blue:11 Navy:8 Red:8 Green:6 Brown:5 Beige:5 Pink:4 Silver:4 Yellow:3 Orange:3 Purple:3
Teal:2 Burgundy:2 Olive:2 Gold:2 Ivory:2 Turquoise:1 Coral:1`
	plans    = `Free:55 Starter:22 Professional:14 Business:6 Enterprise:3`
	features = `Dashboards:14 Reports:13 Search:12 Exports:9 Integrations:9 API_Access:8 Notifications:8 Workflows:7
Team_Roles:6 Custom_Fields:5 Audit_Log:4 Single_Sign-On:3 Data_Retention:2`
	events = `page_viewed:30 session_started:14 search_performed:10 record_created:8 record_updated:8 report_viewed:6
file_uploaded:4 export_started:3 comment_added:3 user_invited:2 integration_connected:1 settings_changed:2
dashboard_shared:2 workflow_run:4 api_key_created:1 plan_viewed:1 support_opened:1`
	statuses = `active:78 inactive:11 pending:7 suspended:4`
)

// choice picks texts of a list by weight.
type choice struct {
	dict   *column.Dict
	by     dist.Alias
	stream rng.Stream
}

func (c choice) Fill(dst *column.Vector, b *Block, _ []*column.Vector) {
	dst.UseDict(c.dict, len(b.Rows))
	for i, row := range b.Rows {
		dst.Codes[i] = c.by.Pick(c.stream.At(row))
	}
}

// oneOf makes the constructor of a provider that picks from a list. Its
// option "values" keeps to some of it, or weighs them.
func oneOf(list string) func(Args) (Filler, error) {
	return func(a Args) (Filler, error) {
		o := read(a)
		texts, weights := weighted(list)
		if given := o.weights("values", texts); given != nil && len(o.faults) == 0 {
			weights = given
		}
		return choice{column.NewDict(texts), mustAlias(weights), a.Own()}, o.err()
	}
}

// newEvent is saas.event: oneOf the events, whose words an underscore joins.
func newEvent(a Args) (Filler, error) {
	o := read(a)
	texts, weights := weighted(events)
	for i := range texts {
		texts[i] = strings.ReplaceAll(texts[i], " ", "_")
	}
	if given := o.weights("values", texts); given != nil && len(o.faults) == 0 {
		weights = given
	}
	return choice{column.NewDict(texts), mustAlias(weights), a.Own()}, o.err()
}

// newHexColor is color.hex: #rrggbb, all alike.
func newHexColor(a Args) (Filler, error) {
	o := read(a)
	return hexColor{a.Own()}, o.err()
}

type hexColor struct{ stream rng.Stream }

func (h hexColor) Fill(dst *column.Vector, b *Block, _ []*column.Vector) {
	const digits = "0123456789abcdef"
	for _, row := range b.Rows {
		u := h.stream.At(row)
		dst.Raw = append(dst.Raw, '#', digits[u&15], digits[u>>4&15], digits[u>>8&15], digits[u>>12&15], digits[u>>16&15], digits[u>>20&15])
		dst.EndCell()
	}
}
