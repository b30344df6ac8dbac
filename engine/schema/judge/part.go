package judge

import "github.com/santhosh-tekuri/jsonschema/v5"

// Around is a judge of s: a part of j's schema, or a copy of a part from which
// something was taken out.
func (j *Judge) Around(s *jsonschema.Schema) *Judge { return &Judge{s, j.docs} }
