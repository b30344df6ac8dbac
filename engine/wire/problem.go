package wire

import "errors"

// Problem is an error answer (RFC 9457) over HTTP and in the browser.
type Problem struct {
	Type   string `json:"type"` // "about:blank": Title says it all
	Title  string `json:"title"`
	Status int    `json:"status"` // HTTP's
	Detail string `json:"detail"`
	Errors Faults `json:"errors,omitempty"`
}

// Explain is the problem that an error is: what to change about the request
// where it is Faults, and else that the fault is ours.
func Explain(err error) Problem {
	p := Problem{Type: "about:blank", Title: "Internal error", Status: 500, Detail: err.Error()}
	if !errors.As(err, &p.Errors) || len(p.Errors) == 0 {
		return p
	}
	p.Title, p.Status = "The request cannot be carried out", 422
	// The gravest kind decides, since the rest may be its consequences.
	for _, k := range []struct {
		kind   Kind
		status int
		title  string
	}{
		{TooLarge, 413, "The request is too large"},
		{Malformed, 400, "The request cannot be read"},
		{Unknown, 404, "The request names something that does not exist"},
	} {
		for _, f := range p.Errors {
			if f.Kind == k.kind {
				p.Title, p.Status = k.title, k.status
				return p
			}
		}
	}
	return p
}
