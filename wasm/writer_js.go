package main

import (
	"syscall/js"

	"github.com/groflex/groflex/engine/wire"
)

// chunkBytes is how much goes to the page at once: large enough to make the
// crossing cheap, small enough to keep it flowing.
const chunkBytes = 1 << 20

// writer hands bytes to a sink, an object with write(Uint8Array), which may
// return a promise to be waited for, and optionally progress(wire.Progress).
type writer struct {
	sink js.Value
	kept []byte
	told float64 // when progress was last told, in ms
}

func (w *writer) Write(b []byte) (int, error) {
	w.kept = append(w.kept, b...)
	if len(w.kept) < chunkBytes {
		return len(b), nil
	}
	return len(b), w.flush()
}

func (w *writer) flush() error {
	if len(w.kept) == 0 {
		return nil
	}
	chunk := array(w.kept)
	w.kept = w.kept[:0]
	return await(w.sink.Call("write", chunk))
}

// tellEvery is the least time between two tellings of one phase, in ms.
const tellEvery = 50

func (w *writer) progress(p wire.Progress) {
	now := js.Global().Get("performance").Call("now").Float()
	if p.Done < p.Total && now-w.told < tellEvery || w.sink.Get("progress").Type() != js.TypeFunction {
		return
	}
	w.told = now
	w.sink.Call("progress", map[string]any{
		"phase": p.Phase, "done": float64(p.Done), "total": float64(p.Total), "bytes": float64(p.Bytes),
	})
}
