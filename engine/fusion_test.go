//go:build !js

package engine_test

import (
	"os"
	"os/exec"
	"regexp"
	"testing"
)

// Go may round x*y + z once instead of twice, and does so on arm64, even
// across statements: only a conversion, float64(x*y), prevents it. The machine
// code shows where one is missing. Programs that only measure may round as
// they like.
func TestNothingIsFusedOnARM64(t *testing.T) {
	build := exec.Command("go", "build", "-gcflags=-S", "./...")
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0")
	code, err := build.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, regexp.MustCompile(`(?m)^\S+\.go:\d+:\d+: .*`).FindAll(code, 5))
	}
	if !regexp.MustCompile(`\bFMULD\b`).Match(code) {
		t.Fatal("the listing shows no multiplication at all")
	}
	measures := regexp.MustCompile(`^(realism|bench|conformance|parity)/`)
	fused := regexp.MustCompile(`\(\S*?([^/\s]+/[^/\s]+\.go:\d+)\)\s+(?:FMADD|FMSUB|FNMADD|FNMSUB)[SD]\b`)
	seen := map[string]bool{}
	for _, m := range fused.FindAllSubmatch(code, -1) {
		if place := string(m[1]); !seen[place] && !measures.MatchString(place) {
			seen[place] = true
			t.Errorf("%s: a product and a sum are rounded together: write float64(x*y)", place)
		}
	}
}
