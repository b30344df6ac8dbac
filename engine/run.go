package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"runtime"
	"slices"

	"github.com/groflex/groflex/engine/augment"
	"github.com/groflex/groflex/engine/column"
	"github.com/groflex/groflex/engine/encode"
	"github.com/groflex/groflex/engine/gen"
	"github.com/groflex/groflex/engine/wire"
)

// Options are what a caller wants beside the rows.
type Options struct {
	Report     bool  // measure the quality
	Hash       bool  // of the bytes
	SampleRows int   // learn from this many rows of a sample at most; 0: all
	KeepModel  bool  // put the fitted model into the answer
	MostRows   int64 // refuse to make more at once; 0: any number

	// Progress is told now and then; may be nil. Its error ends the run.
	Progress func(wire.Progress) error

	// whole makes a slice of rows a document of its own, for JSON records.
	whole bool

	// glimpse takes the rows that a preview shows.
	glimpse bool
}

// source makes the rows of an output.
type source interface {
	// Fields describes the columns.
	Fields() []column.Field

	// Block fills dst with rows [from, to), or as many of them from the first
	// on as are made at once. The vectors are lent until the next call.
	Block(dst *column.Table, from, to int64) error
}

// Run makes one request's rows a block at a time.
type Run struct {
	order   *order
	idle    *idle
	options Options
	base    source // the rows as the schema or the model gives them
	source  source // with the columns derived from them
	encoder encode.Encoder
	breaker *augment.Breaker // nil: no row is broken on purpose
	loose   loose
	quoted  *verbatim // nil: the sample's rows, if there are any, are written like all others
	quality *quality  // nil: without a report
	block   column.Table
	at      int64 // the next row
	made    int64 // rows
	bytes   int64 // of them
	hash    hash.Hash
}

// Open prepares a request: it reads the schema or learns the sample. The
// error is wire.Faults where the request is wrong.
func (e *Engine) Open(req wire.Request, options Options) (*Run, error) {
	r := &Run{idle: &e.idle, options: options}
	o, err := e.order(req, r.step("read"))
	if err != nil {
		return nil, err
	}
	if options.glimpse {
		o.Rows = o.glimpse()
	}
	if rows := o.Rows.To - o.Rows.From; options.MostRows > 0 && rows > options.MostRows {
		return nil, wire.Faults{tooMany(req, rows, options.MostRows)}
	}
	r.order, r.at = o, o.Rows.From
	if options.Hash {
		r.hash = sha256.New()
	}
	if r.base, r.source, err = e.sources(r); err != nil {
		return nil, err
	}
	fields := r.source.Fields()
	if o.Faulty > 0 {
		if r.breaker, err = e.breaker(r); err != nil {
			return nil, err
		}
		fields = r.breaker.Fields()
		r.loose = loose{order: o, fields: fields}
	}
	if r.encoder, err = o.encoder(fields); err != nil {
		return nil, err
	}
	if o.quotes() {
		if r.quoted, err = newVerbatim(o, fields); err != nil {
			return nil, err
		}
	}
	if options.Report {
		if r.quality, err = e.newQuality(o, r.base, r.source.Fields()); err != nil {
			return nil, err
		}
		r.quality.twin = options.SampleRows == 0
	}
	return r, nil
}

// sources opens the rows as the schema or the model gives them, and with the
// columns derived from them.
func (e *Engine) sources(r *Run) (base, whole source, err error) {
	switch {
	case r.order.Mode != wire.NeuralMatrix:
		base, err = r.learn()
	case r.order.entity.Nested:
		base, err = newNested(r.order)
	default:
		base, err = e.flat(r.order)
	}
	if err != nil {
		return nil, nil, err
	}
	whole, err = r.order.derive(base)
	return base, whole, err
}

// Next appends the next block's bytes to dst and says whether there are more.
func (r *Run) Next(dst []byte) ([]byte, bool, error) {
	before := len(dst)
	first := r.at == r.order.Rows.From
	if r.at == 0 || r.options.whole && first {
		dst = r.begin(dst)
	}
	start := len(dst)
	if r.at < r.order.Rows.To {
		err := r.source.Block(&r.block, r.at, r.order.Rows.To)
		if err != nil {
			return dst, false, err
		}
		if dst, err = r.append(dst); err != nil {
			return dst, false, err
		}
		if r.options.whole && first && r.at > 0 {
			dst[start] = ' ' // the comma after the row before
		}
		if r.quality != nil {
			r.quality.add(&r.block)
		}
		r.at += int64(r.block.Rows)
		r.made += int64(r.block.Rows)
	}
	more := r.at < r.order.Rows.To
	if total := r.order.total(); !more && (r.order.Rows.To == total || r.options.whole) {
		dst = r.encoder.End(dst, total)
	}
	if f, ok := r.encoder.(*file); ok && f.err != nil {
		return dst, false, f.err
	}
	r.bytes += int64(len(dst) - before)
	if r.hash != nil {
		r.hash.Write(dst[before:])
	}
	return dst, more, r.tell("rows", r.at-r.order.Rows.From, r.order.Rows.To-r.order.Rows.From)
}

// tell says how far the run is, and returns the error that ends it. It yields:
// wasm has one thread, on which the garbage collector's own goroutines get no
// turn, and memory grows to many times what is used, until others let them.
func (r *Run) tell(phase string, done, total int64) error {
	runtime.Gosched()
	if r.options.Progress == nil {
		return nil
	}
	return r.options.Progress(wire.Progress{Phase: phase, Done: done, Total: total, Bytes: r.bytes})
}

// step tells of one phase.
func (r *Run) step(phase string) wire.Step {
	return func(done, total int) error { return r.tell(phase, int64(done), int64(total)) }
}

// begin writes what stands before row 0: of an augmented sample in its own
// format, the sample's own text.
func (r *Run) begin(dst []byte) []byte {
	if r.quoted != nil {
		return append(dst, r.quoted.begin...)
	}
	return r.encoder.Begin(dst)
}

// append writes the block, with its faulty rows where some are asked for.
func (r *Run) append(dst []byte) ([]byte, error) {
	t, odd := &r.block, []augment.Odd(nil)
	if r.breaker != nil {
		broken := r.breaker.Break(t, t.First-(r.order.total()-r.order.count), r.beside())
		t, odd = &broken.Table, broken.Odd
	}
	switch {
	case r.quoted != nil && t.First < int64(r.order.sample.Table.Rows):
		return r.quoted.append(dst, t), nil
	case len(odd) > 0:
		return r.loose.append(dst, r.encoder, t, odd)
	}
	return r.encoder.Append(dst, t), nil
}

// Answer reports on the rows that Next has made.
func (r *Run) Answer() (wire.Answer, error) {
	a := r.order.answer()
	a.Meta.Count, a.Meta.Bytes = r.made, r.bytes
	if r.hash != nil {
		a.Meta.SHA256 = hex.EncodeToString(r.hash.Sum(nil))
	}
	if r.options.KeepModel {
		if err := r.keepModel(&a); err != nil {
			return a, err
		}
	}
	if r.quality != nil {
		var err error
		if a.Quality, err = r.quality.measure(r.step("report")); err != nil {
			return a, err
		}
		a.Quality.Faulty = r.faulty()
	}
	return a, nil
}

// Close gives the run's memory back for other requests. Nothing may be asked
// of the run any more.
func (r *Run) Close() {
	if s, ok := r.base.(*gen.Source); ok {
		r.idle.give(r.order, s)
	}
}

// answer is what can be said before any row is made.
func (o *order) answer() wire.Answer {
	return wire.Answer{Schema: o.schemaOf(), Meta: wire.Meta{
		Engine: Version, Mode: o.Mode, Domain: o.Domain, Entity: o.Entity, Profile: o.Profile,
		Seed: o.Seed, AsOf: o.AsOf, Format: o.Format, First: o.Rows.From,
	}}
}

// encoder is the request's format for the given columns.
func (o *order) encoder(fields []column.Field) (encode.Encoder, error) {
	if len(fields) == 1 && fields[0].Name == "" && o.entity != nil && o.entity.Nested {
		return encode.NewValues(o.Format), nil
	}
	options := encode.Options{Table: "rows", Dialect: o.Dialect}
	if o.entity != nil {
		options.ForeignKeys = o.foreignKeys()
		options.Table = o.entity.Name
		if o.entity.Key != "" {
			options.PrimaryKey = []string{o.entity.Key}
		}
		for i := range o.entity.Columns {
			if c := &o.entity.Columns[i]; c.Required && !c.Nullable {
				options.NotNull = append(options.NotNull, c.Field.Name)
			}
		}
	}
	if s := o.sample; s != nil {
		if o.quotes() && s.Format == "csv" {
			options.Delimiter, options.CRLF = s.Comma, s.CRLF()
		}
		if s.Table.Name != "" {
			options.Table = tableName(s.Table.Name)
		}
	}
	if !slices.Contains(encode.Formats(), o.Format) {
		return newFile(o.Format, options.Table, fields)
	}
	return encode.New(o.Format, fields, options)
}
