package engine

import (
	"errors"

	"github.com/groflex/groflex/engine/wire"
)

// pointed moves faults below a part of the request; any other error stays.
func pointed(err error, pointer string) error {
	var faults wire.Faults
	if errors.As(err, &faults) {
		return faults.Under(pointer)
	}
	return err
}

// under is pointed for a stage that read the order's table: a user's own
// schema is a part of the request, a built-in one is not.
func under(err error, o *order) error {
	if o.Schema != nil {
		return pointed(err, "/schema")
	}
	return pointed(err, "")
}
