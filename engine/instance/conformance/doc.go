// Package conformance holds the measurement that `make conformance` runs: five
// instances of every schema of two corpora, judged. It has no code of its own
// outside its test, which the build tag "conformance" turns on.
package conformance
