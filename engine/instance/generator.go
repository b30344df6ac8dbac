// Package instance draws values that follow a JSON Schema, any schema: drafts
// 4 to 2020-12, nested, recursive, conditional. A schema document enters, JSON
// texts leave, each passed by the judge before it does, or a Refusal that says
// which part stands in the way. Call Compile, then Append for every row.
package instance

import (
	"github.com/groflex/groflex/engine/rng"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// attempts is how often an instance is begun anew, each time with less that
// is optional.
const attempts = 8

// patience is how many attempts may run out of steps.
const patience = 3

// Generator draws instances of one schema. It keeps tables of the patterns it
// met, so it is for one goroutine at a time; what it draws does not depend on
// them.
type Generator struct {
	judge   *judge.Judge
	root    *node
	strict  *node // of the schema read with the keywords beside $refs; nil where there are none
	tracked bool
	walkers walkers
}

// Compile reads a schema document and the documents that its $refs may name.
// What is wrong with them comes back as wire.Faults.
func Compile(schema []byte, refs []judge.Document) (*Generator, error) {
	j, err := judge.New(schema, refs)
	if err != nil {
		return nil, err
	}
	return New(schema, j)
}

// New makes the generator of a schema that the judge holds.
func New(schema []byte, j *judge.Judge) (*Generator, error) {
	outline, err := sketch(schema)
	if err != nil {
		return nil, err
	}
	g := &Generator{judge: j, walkers: walkers{}}
	g.root, g.tracked = graph(j, outline)
	if heeding := j.Heeding(); heeding != nil {
		g.strict, _ = graph(heeding, outline)
	}
	return g, nil
}

// graph lowers what a judge compiled, and tells whether anything in it is
// unevaluated.
func graph(j *judge.Judge, o outline) (root *node, tracked bool) {
	l := lowering{nodes: map[*jsonschema.Schema]*node{}, judge: j, outline: o}
	for _, place := range o.dynamic {
		if s := j.At(place); s != nil && s.DynamicAnchor != "" {
			l.anchors = append(l.anchors, anchored{s, s.DynamicAnchor})
		}
	}
	root = l.lower(j.Root())
	measure(l.order)
	for _, n := range l.order {
		tracked = tracked || n.unevaluatedItems != nil || n.unevaluatedProperties != nil
	}
	return root, tracked
}

// Append draws the instance of a row and appends it to dst as compact JSON.
// It depends on the stream and the row alone. The error is a *Refusal, and
// dst comes back as it was.
func (g *Generator) Append(dst []byte, stream rng.Stream, row int64) ([]byte, error) {
	start := len(dst)
	refusal := &Refusal{}
	eager := map[*node][]*node{}
	exhausted := 0
	for try := range attempts {
		root := g.root
		if g.strict != nil && try < attempts/2 {
			root = g.strict
		}
		q := &search{
			r:       stream.Lane(uint64(try)).Cell(row),
			checker: checker{steps: stepLimit, tracked: g.tracked},
			work:    workLimit / (1 + exhausted),
			thrift:  min(try, 2),
			eager:   eager,
			walkers: g.walkers,
		}
		value, ok := q.build([]want{{n: root}}, cell{})
		if !ok {
			if *refusal = q.refusal(root); refusal.Proved && root == g.root {
				return dst, refusal
			}
			if q.exhausted() {
				if exhausted++; exhausted == patience {
					break
				}
			}
			continue
		}
		dst = appendValue(dst, value)
		violations, err := g.judge.ValidateText(dst[start:])
		if err == nil && len(violations) == 0 {
			return dst, nil
		}
		dst = dst[:start]
		if err != nil {
			*refusal = Refusal{Reason: err.Error()}
		} else {
			*refusal = Refusal{Pointer: violations[0].Keyword, Reason: "every draw broke it: " + violations[0].Message}
		}
	}
	return dst, refusal
}

// Refusal says that no instance was drawn, and why.
type Refusal struct {
	Pointer string // JSON Pointer of the schema that stands in the way
	Proved  bool   // whether no value can follow the schema; else none was found
	Reason  string
}

func (r *Refusal) Error() string {
	return r.Pointer + ": " + r.message()
}

func (r *Refusal) message() string {
	if r.Proved {
		return "no value can follow this schema: " + r.Reason
	}
	return "no instance was found: " + r.Reason
}

// Unwrap makes a refusal a user's mistake to whoever asks for wire.Faults.
func (r *Refusal) Unwrap() error { return wire.Faults{r.Fault()} }

// Fault is the refusal as the user is told of it.
func (r *Refusal) Fault() wire.Fault {
	remedy := "loosen the schema there, or give an example there that follows it"
	if r.Proved {
		remedy = "two of its keywords exclude each other; drop one"
	}
	return wire.Fault{Kind: wire.Invalid, Pointer: r.Pointer, Message: r.message(), Remedy: remedy}
}

// failure is the deepest place where a search got stuck.
type failure struct {
	place  string
	proved bool
}

// fail notes that nothing follows the wants, or nothing was found.
func (q *search) fail(wants []want, proved bool) {
	place := ""
	for _, w := range wants {
		if w.n.place != "" {
			place = w.n.place
			break
		}
	}
	if q.failure.place == "" || len(place) > len(q.failure.place) {
		q.failure.place = place
	}
	q.failure.proved = proved
}

func (q *search) refusal(root *node) Refusal {
	switch {
	case root.height == unbuildable:
		return Refusal{Pointer: root.place, Proved: true, Reason: "it excludes every value, or every value of it contains another without end"}
	case q.exhausted():
		return Refusal{Pointer: q.failure.place, Reason: "the search reached its limit of steps"}
	case q.excess != "":
		return Refusal{Pointer: q.failure.place, Reason: "it asks for " + q.excess}
	case q.values == 1 && q.failure.proved && !q.partial:
		return Refusal{Pointer: root.place, Proved: true, Reason: "its keywords contradict each other"}
	}
	return Refusal{Pointer: q.failure.place, Reason: "no combination of its branches could be filled"}
}
