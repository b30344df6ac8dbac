package column

import (
	"testing"
	"time"
)

// Every day of the calendar's period of 400 years, and the ends of the years
// 1 and 9999, as package time has them.
func TestCivilAgreesWithPackageTime(t *testing.T) {
	check := func(date int64) {
		want := time.Unix(date*86_400, 0).UTC()
		y, m, d := Civil(date)
		if y != int64(want.Year()) || m != int64(want.Month()) || d != int64(want.Day()) {
			t.Fatalf("day %d: %d-%d-%d, want %v", date, y, m, d, want)
		}
		if back := DateOf(y, m, d); back != date {
			t.Fatalf("%v: day %d, want %d", want, back, date)
		}
	}
	for date := int64(-400 * 146_097 / 400); date <= 146_097; date++ {
		check(date)
	}
	for _, date := range []int64{-719_529, -719_162, -718_798, 2_932_531, 2_932_896, 2_932_897} {
		check(date)
	}
}

func TestDateOfCountsMonthsOn(t *testing.T) {
	for month := int64(-30); month <= 30; month++ {
		if got, want := DateOf(2024, month, 1)*86_400, time.Date(2024, time.Month(month), 1, 0, 0, 0, 0, time.UTC).Unix(); got != want {
			t.Errorf("month %d of 2024: %d, want %d", month, got, want)
		}
	}
}
