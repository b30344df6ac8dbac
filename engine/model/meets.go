package model

import "github.com/groflex/groflex/engine/column"

// Meets reports whether a row of a table with the model's fields meets the
// conditions that Where set.
func (m *Model) Meets(t *column.Table, row int) bool { return m.meets(t, row) }
