#!/bin/sh
# Fidelity and privacy of the model on three sets, as one line each.
#
#   fidelity.sh JUDGE.py DATA [SEED]
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

measure() { # set, target
	train=$data/$1_train.csv test=$data/$1_test.csv
	"$work/bench" "$train" "$(rows "$train")" "$seed" > "$work/new.csv" 2> "$work/time"
	echo "$1: $(cat "$work/time")"
	python3 "$judge" "$train" "$test" "$work/new.csv" "$2"
	halve "$train" "$test" "$work/a.csv" "$work/b.csv"
	"$work/bench" "$work/a.csv" "$(rows "$work/a.csv")" "$seed" > "$work/new.csv" 2> /dev/null
	python3 "$judge" --privacy "$work/a.csv" "$work/b.csv" "$work/new.csv"
}

measure adult income
measure default "default payment next month"
measure shoppers Revenue
