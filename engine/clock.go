package engine

import (
	"fmt"
	"slices"

	"github.com/groflex/groflex/engine/augment"
	"github.com/groflex/groflex/engine/sample"
	"github.com/groflex/groflex/engine/wire"
)

// clock is the sample's column of dates or times that new rows go on with; nil
// where there is none. One that conditions or levels are on, or that is free,
// stays as the model has it.
func (o *order) clock() *augment.Clock {
	told := append(o.conditioned(), o.Free...)
	may := make([]bool, len(o.sample.Columns))
	for i := range may {
		may[i] = o.sample.Columns[i].Role == sample.Quantity && !slices.Contains(told, o.sample.Table.Fields[i].Name)
	}
	return augment.NewClock(&o.sample.Table, may)
}

func (c *continued) notes() []wire.Note {
	if c.clock == nil {
		return nil
	}
	name := c.sample.Fields[c.clock.Column].Name
	return []wire.Note{{Column: name, Kind: "clock", Text: fmt.Sprintf("never goes back: new rows go on after the last, in the sample's rhythm; free %q to have it drawn like the others", name)}}
}
