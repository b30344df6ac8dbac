package main

import (
	"syscall/js"

	"github.com/groflex/groflex/engine/wire"
)

// chunkBytes is how much goes to the page at once: large enough to make the
// crossing cheap, small enough to keep it flowing and in the nearer caches.
const chunkBytes = 1 << 19

// writer hands bytes to a sink, an object with write(Uint8Array) and
// optionally progress(wire.Progress). The chunk is the sink's to keep. What
// write returns, or the promise that it returns gives, may be an array that
// nobody reads any more, this chunk or one before: a later chunk then takes its
// memory, since a browser finds new memory more slowly than it is filled.
type writer struct {
	sink  js.Value
	kept  []byte
	spent js.Value // an array whose memory is free; or anything else
	told  float64  // when progress was last told, in ms
}

func (w *writer) Write(b []byte) (int, error) {
	w.kept = append(w.kept, b...)
	return len(b), w.pass()
}

// pass flushes when a chunk is full.
func (w *writer) pass() error {
	if len(w.kept) < chunkBytes {
		return nil
	}
	return w.flush()
}

func (w *writer) flush() (err error) {
	if len(w.kept) == 0 {
		return nil
	}
	chunk := w.room(len(w.kept))
	js.CopyBytesToJS(chunk, w.kept)
	w.kept = w.kept[:0]
	w.spent, err = await(w.sink.Call("write", chunk))
	return err
}

// room is an array of n bytes: in the memory of the spent one if that is large
// enough, or in new memory, a little larger for chunks that differ in length.
func (w *writer) room(n int) js.Value {
	array := js.Global().Get("Uint8Array")
	buffer := js.Undefined()
	if w.spent.InstanceOf(array) {
		buffer = w.spent.Get("buffer")
	}
	if buffer.IsUndefined() || buffer.Get("byteLength").Int() < n {
		buffer = js.Global().Get("ArrayBuffer").New(n + n/8)
	}
	return array.New(buffer, 0, n)
}

// tellEvery is the least time between two tellings of one phase, in ms.
const tellEvery = 50

func (w *writer) progress(p wire.Progress) error {
	now := js.Global().Get("performance").Call("now").Float()
	if p.Done < p.Total && now-w.told < tellEvery || w.sink.Get("progress").Type() != js.TypeFunction {
		return nil
	}
	w.told = now
	w.sink.Call("progress", map[string]any{
		"phase": p.Phase, "done": float64(p.Done), "total": float64(p.Total), "bytes": float64(p.Bytes),
	})
	return nil
}
