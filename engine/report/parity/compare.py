"""Holds the engine's report against the sdmetrics package (PyPI).

Usage: compare.py, in an environment that has requirements.txt, from the root
of the repository.

Takes CSV files from the folder GROFLEX_DATA (default ../shared/data) where they
are, and makes up one table itself. Each is shuffled and cut in three: seen rows, held-out rows, and rows that are
spoiled (cells exchanged, numbers shifted, cells emptied) to stand for a model's.
Every figure that both sides give must agree within 1e-6; exit status 1 if not.
"""
import json
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from sdmetrics.reports.single_table import QualityReport
from sdmetrics.single_column import BoundaryAdherence, CategoryAdherence
from sdmetrics.single_table import NewRowSynthesis
from sdmetrics.single_table.privacy import DCROverfittingProtection
from sdmetrics.single_table.privacy.dcr_utils import calculate_dcr

warnings.filterwarnings("ignore")
TOLERANCE = 1e-6
ROWS = {"seen": 1500, "held": 1500, "made": 400}
FILES = ["adult_train.csv", "shoppers_train.csv", "default_train.csv", "telco.csv", "nyc_taxis.csv"]
LAYOUT = "%Y-%m-%d %H:%M:%S"


def invented():
    """A table of every kind, with nulls, a constant and an outlier."""
    r = np.random.default_rng(5)
    n = 4000
    x = r.normal(size=n)
    t = pd.DataFrame({
        "count": r.poisson(4, n),
        "amount": np.round(np.exp(x * 2) * 100, 2),
        "ratio": x + r.normal(size=n),
        "level": r.choice(list("abcdef"), n, p=[0.5, 0.2, 0.1, 0.1, 0.05, 0.05]),
        "at": pd.Timestamp("2025-01-01") + pd.to_timedelta(r.integers(0, 10**7, n), unit="s"),
        "same": 7,
    })
    t["amount"] = t["amount"].where(r.random(n) > 0.1)
    t["level"] = t["level"].where(r.random(n) > 0.2)
    t["at"] = t["at"].dt.strftime(LAYOUT)
    return t


def spoil(t, r):
    """Rows that are like t's, but not the same."""
    t = t.copy()
    for c in t:
        moved = r.random(len(t)) < 0.3
        t.loc[moved, c] = r.permutation(t.loc[moved, c].to_numpy())
        if pd.api.types.is_numeric_dtype(t[c]) and t[c].nunique() > 20:
            shift = r.random(len(t)) < 0.1
            t[c] = t[c].where(~shift, (t[c] * 1.5).round(0 if t[c].dtype.kind == "i" else 6)).astype(t[c].dtype)
        elif t[c].dtype == object:
            t.loc[r.random(len(t)) < 0.02, c] = "never seen"
        if t[c].isna().any():
            t.loc[r.random(len(t)) < 0.02, c] = None
    return t


def cut(t):
    r = np.random.default_rng(1)
    t = t.sample(frac=1, random_state=1).reset_index(drop=True)
    a, b = ROWS["seen"], ROWS["held"]
    made = t.iloc[a + b:a + b + ROWS["made"]]
    # A few rows are copies, so that the privacy figures have something to find.
    made = pd.concat([spoil(made, r), t.iloc[:40]]).reset_index(drop=True)
    for c in made:
        if pd.api.types.is_object_dtype(made[c]) and pd.to_datetime(t[c], format=LAYOUT, errors="coerce").notna().any():
            made[c] = made[c].where(made[c] != "never seen", t[c].iloc[0])
    return t.iloc[:a], t.iloc[a:a + b], made


def typed(path, kinds):
    t = pd.read_csv(path, keep_default_na=False, na_values=[""], dtype={c: str for c, k in kinds.items() if k == "text"})
    for c, k in kinds.items():
        if k == "time":
            t[c] = pd.to_datetime(t[c], format=LAYOUT)
        if k == "text":
            t[c] = t[c].astype(object).where(t[c].notna(), np.nan)
    return t


def check(faults, what, ours, theirs):
    if ours is None and (theirs is None or np.isnan(theirs)):
        return
    if ours is None or theirs is None or not abs(ours - theirs) <= TOLERANCE:
        faults.append(f"{what}: ours {ours}, sdmetrics {theirs}")


def compare(table, binary):
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{p}.csv" for p in ROWS]
        for path, part in zip(paths, cut(table)):
            part.to_csv(path, index=False)
        ours = json.loads(subprocess.run([binary, *paths], check=True, capture_output=True).stdout)
        kinds = {c["name"]: c["kind"] for c in ours["Columns"]}
        seen, held, made = (typed(p, kinds) for p in paths)
    sdtypes = {"text": "categorical", "time": "datetime"}
    metadata = {"columns": {c: {"sdtype": sdtypes.get(k, "numerical")} for c, k in kinds.items()}}
    faults, figures = [], 0

    report = QualityReport()
    report.real_correlation_threshold = report.real_association_threshold = 0
    report.generate(seen, made, metadata, verbose=False)
    shapes = report.get_details("Column Shapes").set_index("Column")
    for c in ours["Columns"]:
        n = c["name"]
        check(faults, f"{c['metric']} of {n}", c.get("similarity"), shapes.loc[n, "Score"])
        adherence = CategoryAdherence if c["kind"] == "text" else BoundaryAdherence
        check(faults, f"{adherence.__name__} of {n}", c.get("adherence"), adherence.compute(seen[n], made[n]))
        figures += 2
    s = ours["Similarity"]
    pairs = {(p["a"], p["b"]): p for p in s["pairs"]}
    for _, row in report.get_details("Column Pair Trends").iterrows():
        p = pairs.get((row["Column 1"], row["Column 2"]), {})
        check(faults, f"{row['Metric']} of {row['Column 1']} and {row['Column 2']}", p.get("score"), row["Score"])
        figures += 1
        if row["Metric"] == "CorrelationSimilarity" and p:
            check(faults, f"r of {row['Column 1']} and {row['Column 2']}", p["real"], row["Real Correlation"])
            figures += 1
    means = report.get_properties().set_index("Property")["Score"]
    check(faults, "Column Shapes", s["column_shapes"], means["Column Shapes"])
    check(faults, "Column Pair Trends", s["pair_trends"], means["Column Pair Trends"])
    check(faults, "Score", s["score"], report.get_score())

    p = ours["Privacy"]
    check(faults, "NewRowSynthesis", p["new_rows"], NewRowSynthesis.compute(seen, made, metadata))
    protection = DCROverfittingProtection.compute(seen, made, held, metadata, "table")
    check(faults, "DCROverfittingProtection", p["overfitting"], protection)
    check(faults, "median DCR", p["median_dcr"], calculate_dcr(made, seen, metadata).median())
    return figures + 6, faults


def main():
    folder = Path(os.environ.get("GROFLEX_DATA", "../shared/data"))
    tables = {"invented": invented()}
    for f in FILES:
        if (folder / f).is_file():
            tables[f] = pd.read_csv(folder / f, low_memory=False)
        else:
            print(f"{f}: not in {folder}, left out")
    bad = False
    with tempfile.TemporaryDirectory() as build:
        binary = Path(build) / "parity"
        subprocess.run(["go", "build", "-tags", "parity", "-o", binary, "./engine/report/parity"], check=True)
        for name, table in tables.items():
            figures, faults = compare(table, binary)
            print(f"{name}: {figures} figures, {len(faults)} disagree")
            for f in faults[:20]:
                print("  " + f)
            bad = bad or bool(faults)
    return bad


if __name__ == "__main__":
    sys.exit(main())
