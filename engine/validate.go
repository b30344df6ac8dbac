package engine

import (
	"slices"
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/schema"
	"github.com/groflex/groflex/engine/wire"
)

// Validate holds records against a schema and, where that is a flat table,
// its rules, as far as they do not read other tables.
func (e *Engine) Validate(req wire.ValidateRequest) (wire.ValidateAnswer, error) {
	if req.Tables != nil {
		return wire.ValidateAnswer{}, wire.Faults{{Kind: wire.Invalid, Pointer: "/tables", Message: "several tables are those of a domain", Remedy: "let entity be " + AllTables}}
	}
	entity, a, err := e.wanted(req)
	if err != nil {
		return wire.ValidateAnswer{}, err
	}
	b, err := a.open(entity, req)
	if err != nil {
		return wire.ValidateAnswer{}, err
	}
	if err := readRecords(req, entity, b.take); err != nil {
		return wire.ValidateAnswer{}, err
	}
	if err := a.settle(); err != nil {
		return wire.ValidateAnswer{}, err
	}
	return b.answer(), nil
}

// ValidateAll holds the tables of a domain against their schemas, their rules
// and each other: every key that they name must be there, every rule that
// reads several of them must hold. Tables that are not given are not missed.
func (e *Engine) ValidateAll(req wire.ValidateRequest) (wire.DataSetAnswer, error) {
	files, err := e.filesOf(req)
	if err != nil {
		return wire.DataSetAnswer{}, err
	}
	_, a, err := e.wanted(wire.ValidateRequest{Domain: req.Domain, Entity: files[0].entity.Name, Profile: req.Profile, Params: req.Params, AsOf: req.AsOf})
	if err != nil {
		return wire.DataSetAnswer{}, err
	}
	var faults wire.Faults
	for _, f := range files {
		b, err := a.open(f.entity, req)
		if err == nil {
			err = readDocument(*f.document, f.entity, f.pointer, b.take)
		}
		f.document.Data = "" // it is in the table now
		if wrong, ok := err.(wire.Faults); ok {
			for _, w := range wrong {
				w.Message = f.document.Name + ": " + w.Message
				faults = append(faults, w)
			}
		} else if err != nil {
			return wire.DataSetAnswer{}, err
		}
	}
	if faults != nil {
		return wire.DataSetAnswer{}, faults
	}
	if err := a.settle(); err != nil {
		return wire.DataSetAnswer{}, err
	}
	answer := wire.DataSetAnswer{Valid: true}
	for _, f := range files {
		one := wire.TableAnswer{Entity: f.entity.Name, Name: f.document.Name, ValidateAnswer: a.books[f.entity.Name].answer()}
		answer.Valid = answer.Valid && one.Valid
		answer.Rows += one.Rows
		answer.Invalid += one.Invalid
		answer.Tables = append(answer.Tables, one)
	}
	for _, entity := range inOrder(a.domain) {
		if a.books[entity.Name] == nil {
			answer.Absent = append(answer.Absent, entity.Name)
		}
	}
	return answer, nil
}

// tableFile is a file of a data set and the table that it has the rows of.
type tableFile struct {
	entity   *schema.Entity
	document *wire.Document
	pointer  string
}

// filesOf finds the table of each document by its name, and puts them into the
// order of their keys.
func (e *Engine) filesOf(req wire.ValidateRequest) ([]tableFile, error) {
	var faults wire.Faults
	if req.Schema != nil || req.Records != nil || req.Sample != nil {
		faults.Add("/entity", "all tables are those of a domain: give them as tables, without a schema, records or a sample")
	}
	d := e.catalog.Domain(req.Domain)
	if d == nil {
		return nil, append(faults, e.unknownDomain("/domain", req.Domain))
	}
	if len(req.Tables) == 0 {
		faults = append(faults, wire.Fault{Kind: wire.Invalid, Pointer: "/tables", Message: "there is nothing to validate", Remedy: "give a file for each table"})
	}
	var files []tableFile
	for i := range req.Tables {
		f := tableFile{tableNamed(d, req.Tables[i].Name), &req.Tables[i], "/tables/" + strconv.Itoa(i)}
		other := slices.IndexFunc(files, func(g tableFile) bool { return g.entity == f.entity })
		switch {
		case f.entity == nil:
			unknown := unknownEntity(d, f.document.Name)
			unknown.Pointer = f.pointer + "/name"
			faults = append(faults, unknown)
		case other >= 0:
			faults.Add(f.pointer+"/name", "%s and %s are both rows of %s", files[other].document.Name, f.document.Name, f.entity.Name)
		default:
			files = append(files, f)
		}
	}
	sorted := inOrder(d)
	slices.SortFunc(files, func(a, b tableFile) int { return slices.Index(sorted, a.entity) - slices.Index(sorted, b.entity) })
	return files, faults.Err()
}

// tableNamed is the table whose name stands in a file's, whole words of it:
// order_items for shop-order_items-2026.csv. Of several it is the longest.
func tableNamed(d *schema.Domain, file string) *schema.Entity {
	name := file[strings.LastIndexAny(file, `/\`)+1:]
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		name = name[:dot]
	}
	words := "_" + strings.Map(func(r rune) rune {
		if r == '-' || r == '.' || r == ' ' || r == '(' || r == ')' {
			return '_'
		}
		return r
	}, strings.ToLower(name)) + "_"
	var best *schema.Entity
	for _, entity := range d.Entities {
		if strings.Contains(words, "_"+entity.Name+"_") && (best == nil || len(entity.Name) > len(best.Name)) {
			best = entity
		}
	}
	return best
}

// wanted is the table that records are held against, and an audit for it with
// the parameters that rules may name: those of the domain, if one is named.
func (e *Engine) wanted(req wire.ValidateRequest) (*schema.Entity, *audit, error) {
	a := &audit{engine: e, books: map[string]*book{}}
	var entity *schema.Entity
	var err error
	if a.settings.AsOf, err = parseAsOf(req.AsOf); err != nil {
		return nil, nil, err
	}
	if req.Schema != nil {
		if entity, err = own(req.Schema, req.Entity); err != nil || req.Domain == "" {
			return entity, a, err
		}
	}
	if a.domain = e.catalog.Domain(req.Domain); a.domain == nil {
		return nil, nil, wire.Faults{e.unknownDomain("/domain", req.Domain)}
	}
	if entity == nil {
		if entity = a.domain.Entity(req.Entity); entity == nil {
			return nil, nil, wire.Faults{unknownEntity(a.domain, req.Entity)}
		}
	}
	a.settings.Params, err = a.domain.Resolve(req.Profile, req.Params)
	return entity, a, err
}
