//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"syscall"
)

// cpu is the time that this process has had of all cores, in ns.
func cpu() int64 {
	var u syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return u.Utime.Nano() + u.Stime.Nano()
}

// peak is the most memory that was resident, in bytes. What getrusage says is
// no less than what the process that started this one had.
func peak() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(status, []byte("VmHWM:"))
	var kib int64
	if _, err := fmt.Sscan(string(rest), &kib); err != nil {
		return 0
	}
	return kib << 10
}
