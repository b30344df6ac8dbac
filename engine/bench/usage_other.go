//go:build !unix

package main

import "runtime"

func cpu() int64 { return 0 }

// peak is the memory that the runtime has taken from its host; in wasm it
// never gives any back.
func peak() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}
