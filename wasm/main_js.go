// Command wasm is the engine in a browser: it gives a worker's global scope
// the object groflex, whose methods take and return the shapes of
// engine/wire as plain objects and promises:
//
//	groflex.catalog(files)           files by path, once: the domains of a
//	                                 wire.Catalog
//	groflex.schemas(domain?)         wire.Catalog
//	groflex.preview(request)         wire.Answer with the first rows
//	groflex.generate(request, sink?, wants?)
//	                                 wire.Answer; the rows go to the sink (see
//	                                 writer), with {hash: false} unhashed, or
//	                                 into the answer
//	groflex.open(request, wants?)    begins a run whose rows are asked for slice
//	                                 by slice; with {report: false} unmeasured
//	groflex.slice(rows, sink)        some rows of it, after those before
//	groflex.part()                   wire.Part: the report on them, its sketch a
//	                                 Uint8Array; the run ends
//	groflex.merge(request, parts)    wire.Answer: the parts of a request's rows
//	                                 joined, without a hash
//	groflex.linked(request)          wire.Request of each table of a domain, in
//	                                 the order of their keys
//	groflex.validate(request)        wire.ValidateAnswer, or wire.DataSetAnswer of
//	                                 all tables
//
// A promise is rejected with an Error whose problem is a wire.Problem. To
// cancel a run, terminate the worker.
package main

import (
	"context"
	"syscall/js"

	"github.com/groflex/groflex/engine"
	"github.com/groflex/groflex/engine/wire"
)

func main() {
	register(&session{})
	select {} // the methods live as long as the worker
}

// register puts the object groflex into the global scope.
func register(s *session) {
	js.Global().Set("groflex", map[string]any{
		"version":  engine.Version,
		"catalog":  promised(s.catalog),
		"schemas":  promised(s.schemas),
		"preview":  promised(s.preview),
		"generate": promised(s.generate),
		"open":     promised(s.open),
		"slice":    promised(s.slice),
		"part":     promised(s.part),
		"merge":    promised(s.merge),
		"linked":   promised(s.linked),
		"validate": promised(s.validate),
	})
}

// session is the engine with the catalogue it was last given.
type session struct {
	engine *engine.Engine
	run    *engine.Run // whose slices are asked for; nil: none
	out    writer      // of slices
}

func (s *session) ready() (*engine.Engine, error) {
	if s.engine == nil {
		e, err := engine.New(nil)
		if err != nil {
			return nil, err
		}
		s.engine = e
	}
	return s.engine, nil
}

func (s *session) catalog(args []js.Value) (any, error) {
	e, err := engine.New(readFiles(argument(args, 0)))
	if err != nil {
		return nil, err
	}
	s.engine = e
	return wire.Catalog{Domains: e.Domains()}, nil
}

func (s *session) schemas(args []js.Value) (any, error) {
	e, err := s.ready()
	if err != nil {
		return nil, err
	}
	domain := ""
	if name := argument(args, 0); name.Type() == js.TypeString {
		domain = name.String()
	}
	return e.Catalog(domain)
}

func (s *session) preview(args []js.Value) (any, error) {
	e, req, err := asked[wire.Request](s, args)
	if err != nil {
		return nil, err
	}
	return e.Preview(context.Background(), req)
}

func (s *session) generate(args []js.Value) (any, error) {
	e, req, err := asked[wire.Request](s, args)
	if err != nil {
		return nil, err
	}
	sink := argument(args, 1)
	options := engine.Options{Report: true, Hash: true}
	if sink.Type() != js.TypeObject {
		return e.Records(context.Background(), req, options)
	}
	options.Hash = wanted(args, 2, "hash")
	out := &writer{sink: sink}
	options.Progress = out.progress
	answer, err := e.Generate(context.Background(), req, out, options)
	if err == nil {
		err = out.flush()
	}
	return answer, err
}

// open begins a run for a page that deals a table's rows out to many workers,
// makes them with slice, and joins the reports with part and merge.
func (s *session) open(args []js.Value) (any, error) {
	e, req, err := asked[wire.Request](s, args)
	if err != nil {
		return nil, err
	}
	s.run, err = e.Open(req, engine.Options{Report: wanted(args, 1, "report")})
	return nil, err
}

// wanted reads one of a method's wishes; all are granted that are not named.
func wanted(args []js.Value, i int, name string) bool {
	wants := argument(args, i)
	return wants.Type() != js.TypeObject || wants.Get(name).IsUndefined() || wants.Get(name).Truthy()
}

func (s *session) slice(args []js.Value) (any, error) {
	var rows wire.Range
	if err := readRequest(argument(args, 0), &rows); err != nil {
		return nil, err
	}
	run, err := s.opened()
	if err != nil {
		return nil, err
	}
	if err := run.Turn(rows); err != nil {
		return nil, err
	}
	out := &s.out
	out.sink, out.kept = argument(args, 1), out.kept[:0]
	for more := true; more; {
		if out.kept, more, err = run.Next(out.kept); err != nil {
			return nil, err
		}
		if err := out.pass(); err != nil {
			return nil, err
		}
	}
	return nil, out.flush()
}

func (s *session) part([]js.Value) (any, error) {
	run, err := s.opened()
	if err != nil {
		return nil, err
	}
	s.run = nil
	defer run.Close()
	return run.Part()
}

func (s *session) opened() (*engine.Run, error) {
	if s.run == nil {
		return nil, wire.Faults{{Kind: wire.Invalid, Message: "no run is open"}}
	}
	return s.run, nil
}

func (s *session) merge(args []js.Value) (any, error) {
	e, req, err := asked[wire.Request](s, args)
	if err != nil {
		return nil, err
	}
	parts, err := readParts(argument(args, 1))
	if err != nil {
		return nil, err
	}
	return e.Merge(req, parts)
}

func (s *session) linked(args []js.Value) (any, error) {
	e, req, err := asked[wire.Request](s, args)
	if err != nil {
		return nil, err
	}
	return e.Linked(req)
}

func (s *session) validate(args []js.Value) (any, error) {
	e, req, err := asked[wire.ValidateRequest](s, args)
	if err != nil {
		return nil, err
	}
	if req.Entity == engine.AllTables && req.Schema == nil {
		return e.ValidateAll(req)
	}
	return e.Validate(req)
}

// asked reads a method's first argument as a request.
func asked[T any](s *session, args []js.Value) (e *engine.Engine, req T, err error) {
	if e, err = s.ready(); err != nil {
		return nil, req, err
	}
	return e, req, readRequest(argument(args, 0), &req)
}
