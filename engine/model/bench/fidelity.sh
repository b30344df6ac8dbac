#!/bin/sh
# Fidelity and privacy of the model on five sets, as one line each.
#
#   [SETS='adult telco'] fidelity.sh JUDGE.py DATA [SEED]
#
# JUDGE.py is the third-party judge, DATA the folder with adult_train.csv and
# the other sets. Needs python3 with pandas, scipy, scikit-learn and xgboost.
set -eu
judge=$1 data=$2 seed=${3:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/bench" ./engine/model/bench

rows() { echo $(($(wc -l < "$1") - 1)); }

# halve A B X Y deals the rows of A and B, shuffled, into X and Y.
halve() {
	python3 - "$@" <<'PY'
import random
import sys
a, b, x, y = sys.argv[1:]
(header, *rows), (_, *more) = (open(f).read().splitlines() for f in (a, b))
rows += more
random.Random(7).shuffle(rows)
half = len(rows) // 2
for path, part in ((x, rows[:half]), (y, rows[half:2 * half])):
    open(path, "w").write("\n".join([header] + part) + "\n")
PY
}

# deal IN X Y deals the rows of IN, shuffled: four in five into X, the rest into Y.
deal() {
	python3 - "$@" <<'PY'
import random
import sys
header, *rows = open(sys.argv[1]).read().splitlines()
random.Random(7).shuffle(rows)
cut = len(rows) * 4 // 5
for path, part in ((sys.argv[2], rows[:cut]), (sys.argv[3], rows[cut:])):
    open(path, "w").write("\n".join([header] + part) + "\n")
PY
}

# plain IN OUT makes a table that the judge can read: no keys, times as seconds.
plain() {
	python3 - "$@" <<'PY'
import sys
import pandas as pd
t = pd.read_csv(sys.argv[1], na_values=["?"], skipinitialspace=True)
t = t.drop(columns=[c for c in t if c == "customerID"])
for c in ("pickup", "dropoff"):
    if c in t:
        t[c] = (pd.to_datetime(t[c]) - pd.Timestamp(2019, 1, 1)).dt.total_seconds()
t.to_csv(sys.argv[2], index=False)
PY
}

judged() { # options, real, held out, drawn, target
	for part in real:$2 held:$3 new:$4; do plain "${part#*:}" "$work/${part%%:*}.plain"; done
	python3 "$judge" $1 "$work/real.plain" "$work/held.plain" "$work/new.plain" ${5:+"$5"}
}

measure() { # set, target, train, test
	"$work/bench" "$3" "$(rows "$3")" "$seed" > "$work/new.csv" 2> "$work/time"
	echo "$1: $(cat "$work/time")"
	judged '' "$3" "$4" "$work/new.csv" "$2"
	halve "$3" "$4" "$work/a.csv" "$work/b.csv"
	"$work/bench" "$work/a.csv" "$(rows "$work/a.csv")" "$seed" > "$work/new.csv" 2> /dev/null
	judged --privacy "$work/a.csv" "$work/b.csv" "$work/new.csv"
}

for set in ${SETS:-adult default shoppers telco nyc_taxis}; do
	train=$data/${set}_train.csv test=$data/${set}_test.csv
	if [ ! -f "$train" ]; then
		train=$work/train.csv test=$work/test.csv
		deal "$data/$set.csv" "$train" "$test"
	fi
	case $set in
	adult) target=income ;;
	default) target='default payment next month' ;;
	shoppers) target=Revenue ;;
	telco) target=Churn ;;
	*) target=color ;;
	esac
	measure "$set" "$target" "$train" "$test"
done
