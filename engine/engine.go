// Package engine makes synthetic data: it answers wire.Requests over a
// catalogue of schemas.
//
// New takes the catalogue's files. Generate writes a whole table to a writer;
// Preview shows the first rows; Validate holds rows against a schema. Open
// gives a Run, whose Next makes one block of bytes at a time, for who drives
// the work (a browser's worker). A user's mistakes come back as wire.Faults.
package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"sync"

	"github.com/groflex/groflex/engine/gen"
	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/schema/judge"
	"github.com/groflex/groflex/engine/wire"
)

// Version is part of what determines the bytes: the same request and seed
// give the same bytes with the same version.
const Version = "0.1.0"

// Engine answers requests. Share it freely.
type Engine struct {
	catalog *schema.Catalog
	means   gen.Means
	idle    idle
	judges  sync.Map // *schema.Entity of the catalogue → *judge.Judge, compiled on first use
}

// New reads the catalogue's files, by path (see schema.Load).
func New(files map[string][]byte) (*Engine, error) {
	c, err := schema.Load(files)
	if err != nil {
		return nil, err
	}
	return &Engine{catalog: c}, nil
}

// judge decides whether a JSON value follows a table's schema.
func (e *Engine) judge(entity *schema.Entity, refs []wire.Document) (*judge.Judge, error) {
	if known, ok := e.judges.Load(entity); ok {
		return known.(*judge.Judge), nil
	}
	j, err := judge.New(entity.Raw, documents(refs))
	if err == nil && entity.Domain != "" { // a user's own schema comes once
		e.judges.Store(entity, j)
	}
	return j, err
}

// Domains are all domains with their tables, profiles and parameters.
func (e *Engine) Domains() []wire.Domain { return e.catalog.Wire().Domains }

// Catalog is all that can be asked for: the domains, and what columns of a
// user's own can be filled with. With a domain's name it is that one alone.
func (e *Engine) Catalog(domain string) (wire.Catalog, error) {
	all := e.Domains()
	if domain == "" {
		return wire.Catalog{Domains: all, Providers: providers(), Distributions: distributions()}, nil
	}
	for _, d := range all {
		if d.Name == domain {
			return wire.Catalog{Domains: []wire.Domain{d}}, nil
		}
	}
	return wire.Catalog{}, wire.Faults{e.unknownDomain("", domain)}
}

// Generate makes the rows and writes them to w in the request's format. It
// stops soon after ctx is done.
func (e *Engine) Generate(ctx context.Context, req wire.Request, w io.Writer, o Options) (wire.Answer, error) {
	told := o.Progress
	o.Progress = func(p wire.Progress) error {
		if err := ctx.Err(); err != nil || told == nil {
			return err
		}
		return told(p)
	}
	run, err := e.Open(req, o)
	if err != nil {
		return wire.Answer{}, err
	}
	defer run.Close()
	var block []byte
	for more := true; more; {
		if block, more, err = run.Next(block[:0]); err != nil {
			return wire.Answer{}, err
		}
		if _, err := w.Write(block); err != nil {
			return wire.Answer{}, err
		}
	}
	return run.Answer()
}

// Records is Generate with the rows in the answer, whatever the format asked.
func (e *Engine) Records(ctx context.Context, req wire.Request, o Options) (wire.Answer, error) {
	req.Format, o.whole = "json", true
	var rows bytes.Buffer
	answer, err := e.Generate(ctx, req, &rows, o)
	answer.Records = json.RawMessage(rows.Bytes())
	return answer, err
}

// How many rows Preview shows at most, how many of them a sample's own, and how
// many it learns from.
const (
	previewRows   = 100
	previewOwn    = 10
	previewSample = 2_000
)

// Preview is Records for the first rows; of an augmented sample for its last
// ones and the first new ones. A sample is learnt from some of its rows only,
// so the values are not those of the whole run.
func (e *Engine) Preview(ctx context.Context, req wire.Request) (wire.Answer, error) {
	return e.Records(ctx, req, Options{Report: true, Hash: true, SampleRows: previewSample, glimpse: true})
}
