// Package dist draws numbers from named distributions, and has the
// elementary functions for it that give the same bits on every machine.
//
// A name and its parameters enter, one value for each row leaves, and a
// value depends on the stream, the row and that row's parameters alone.
// Start with Named or All; weighted choices start with NewAlias. The rest of
// the engine takes Exp, Log, Pow and the normal distribution's functions
// from here too, never from package math.
package dist
