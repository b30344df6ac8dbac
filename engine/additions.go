package engine

import (
	"github.com/groflex/groflex/engine/augment"
	"github.com/groflex/groflex/engine/wire"
)

// orderAdditions checks what is asked for beyond rows like the schema's or the
// sample's, as far as that can be told before the rows' columns are known.
func (o *order) orderAdditions(faults *wire.Faults) {
	learns := o.Mode == wire.MimicBuffer || o.Mode == wire.AugmentedSet
	if len(o.Balance) > 0 && !learns {
		faults.Add("/balance", "levels are balanced in rows that are learnt: use MIMIC_BUFFER or AUGMENTED_SET")
	} else if levels, err := augment.ParseLevels(o.Balance); err != nil {
		*faults = append(*faults, pointed(err, "/balance").(wire.Faults)...)
	} else {
		o.levels = levels
	}
	o.orderFill(faults)
	if !(o.Faulty == 0 || o.Faulty >= 1e-6 && o.Faulty <= 1) {
		faults.Add("/faulty", "the share of faulty rows is between 0 and 1, in millionths, not %v", o.Faulty)
	}
	if o.FaultColumn == "" {
		o.FaultColumn = "_fault"
	}
}
