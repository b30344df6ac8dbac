package wire

// Quality is the report on a set of rows: what they are, whether they follow
// their schema and rules and, where there is a sample, how like it they are
// and how private. Shares, scores and complements are in [0, 1].
type Quality struct {
	Rows       int64       `json:"rows"`
	Columns    []Column    `json:"columns"`
	Compliance Compliance  `json:"compliance"`
	Rules      []Rule      `json:"rules,omitempty"`
	Similarity *Similarity `json:"similarity,omitempty"` // only with a sample
	Privacy    *Privacy    `json:"privacy,omitempty"`    // only with a sample
	Notes      []Note      `json:"notes,omitempty"`      // what was inferred, replaced and kept
	Filled     []Filled    `json:"filled,omitempty"`     // missing cells of the sample that were filled
	Faulty     *Faulty     `json:"faulty,omitempty"`     // rows that were broken on purpose; all else describes them as they were before
}

// Filled counts the missing cells of a column of the sample.
type Filled struct {
	Column string `json:"column"`
	Cells  int64  `json:"cells"` // that were filled
	Left   int64  `json:"left"`  // that stayed missing: nothing says what belongs there
}

// Faulty counts the rows that were broken on purpose, for negative tests.
type Faulty struct {
	Rows   int64        `json:"rows"`
	Column string       `json:"column"` // that names in each such row what it breaks
	Faults []FaultLabel `json:"faults"`
}

// FaultLabel is one kind of fault: "minimum:age", or "rule:" and a rule's
// name.
type FaultLabel struct {
	Label    string `json:"label"`
	Instance string `json:"instance,omitempty"` // JSON Pointer into the record, as a validator gives it
	Keyword  string `json:"keyword,omitempty"`  // JSON Pointer into the schema; absent for a rule
	Count    int64  `json:"count"`
	FirstRow int64  `json:"first_row"`
}

// Column describes one column of the rows; Real the same column of the sample.
type Column struct {
	Summary
	Real       *Summary `json:"real,omitempty"`
	Metric     string   `json:"metric,omitempty"`     // "KSComplement" or "TVComplement"
	Similarity *float64 `json:"similarity,omitempty"` // 1: the same distribution
	Adherence  *float64 `json:"adherence,omitempty"`  // share of cells within the sample's range or levels
	Replaced   string   `json:"replaced,omitempty"`   // what personal data was replaced by: "person.email"
}

// Summary is one column in figures. Values are texts, written as in CSV.
type Summary struct {
	Name       string     `json:"name"`
	Kind       string     `json:"kind"` // bool, int, decimal, float, date, time, text, json
	Nulls      int64      `json:"nulls"`
	NullRate   float64    `json:"null_rate"`
	Distinct   int64      `json:"distinct"`      // different values; exact up to 2^16, then an estimate
	Exact      bool       `json:"exact"`         // whether Distinct is
	Uniqueness float64    `json:"uniqueness"`    // Distinct over the cells that are not null
	Min        string     `json:"min,omitempty"` // of ordered kinds
	Max        string     `json:"max,omitempty"`
	Mean       *float64   `json:"mean,omitempty"` // of numbers, and dates in days, times in seconds since 1970
	StdDev     *float64   `json:"std_dev,omitempty"`
	Histogram  *Histogram `json:"histogram,omitempty"` // of ordered kinds
	Top        []Level    `json:"top,omitempty"`       // the ten most frequent values of the others
}

// Histogram counts cells in equal bins of [Min, Max], the last bin closed.
// Bounds are numbers, days or seconds as in Summary.Mean.
type Histogram struct {
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
	Counts []int64 `json:"counts"`
}

// Level is a value and how often it occurs.
type Level struct {
	Value string `json:"value"`
	Count int64  `json:"count"`
}

// Compliance is the verdict of the schema on every row.
type Compliance struct {
	Checked int64        `json:"checked"`
	Valid   int64        `json:"valid"`
	Share   float64      `json:"share"` // Valid over Checked, 1 with no rows
	Faults  []FaultCount `json:"faults,omitempty"`
}

// FaultCount counts one kind of fault: a keyword failing at a place.
type FaultCount struct {
	Instance string `json:"instance"` // JSON Pointer into the record
	Keyword  string `json:"keyword"`  // JSON Pointer into the schema
	Message  string `json:"message"`  // of the first one
	Count    int64  `json:"count"`
	FirstRow int64  `json:"first_row"`
}

// Rule counts one business rule over every row.
type Rule struct {
	Name     string `json:"name"`
	Expr     string `json:"expr"`
	Why      string `json:"why,omitempty"`
	Checked  int64  `json:"checked"`
	Broken   int64  `json:"broken"`
	FirstRow int64  `json:"first_row,omitempty"` // 0-based row of the first break

	// Needs are the names that the rule reads and the rows at hand do not
	// have, such as "accounts.opened_at": because of them it was not checked.
	Needs []string `json:"needs,omitempty"`
}

// Similarity compares the new rows with the sample, in SDMetrics' terms
// (https://docs.sdv.dev/sdmetrics): 1 is the same.
type Similarity struct {
	Score        float64  `json:"score"`                 // mean of the next two
	ColumnShapes float64  `json:"column_shapes"`         // mean similarity of the columns
	PairTrends   *float64 `json:"pair_trends,omitempty"` // mean score of the pairs; absent with none

	// PairTrendsShared is PairTrends where numbers are cut into bins at the
	// sample's edges in both tables; SDMetrics cuts each table at its own, so
	// that one extreme value shifts every bin.
	PairTrendsShared *float64 `json:"pair_trends_shared,omitempty"`
	Pairs            []Pair   `json:"pairs,omitempty"`
}

// Pair is how alike two columns go together in both tables.
type Pair struct {
	A         string   `json:"a"`
	B         string   `json:"b"`
	Metric    string   `json:"metric"` // "CorrelationSimilarity" or "ContingencySimilarity"
	Score     float64  `json:"score"`
	Real      *float64 `json:"real,omitempty"` // Pearson's r, or Cramér's V
	Synthetic *float64 `json:"synthetic,omitempty"`
}

// Privacy says how near new rows come to rows of the sample that they were
// learnt from, measured on a twin of the model: fitted in the same way on a
// random half of the sample, and held against the half that it never saw. It
// is a smoke test, not a guarantee.
type Privacy struct {
	Holdout  int64 `json:"holdout"`  // rows held out
	Measured int64 `json:"measured"` // new rows measured

	// DCR is the distance to the closest record: from a new row to the nearest
	// of the rows the model saw, 0 for a copy, 1 where every column differs.
	DCRShare        float64    `json:"dcr_share"`         // share nearer to seen than to held-out rows; 0.5: no memory
	DCRInterval     [2]float64 `json:"dcr_interval"`      // 95% confidence
	MedianDCR       float64    `json:"median_dcr"`        // of the new rows
	MedianDCRChance float64    `json:"median_dcr_chance"` // of rows made by chance, column by column
	Overfitting     float64    `json:"overfitting"`       // DCROverfittingProtection
	Baseline        float64    `json:"baseline"`          // DCRBaselineProtection: MedianDCR over MedianDCRChance

	NewRows          float64 `json:"new_rows"`           // NewRowSynthesis
	Copies           float64 `json:"copies"`             // share of new rows that equal a seen row
	CopiesUnique     float64 `json:"copies_unique"`      // share that equal a row occurring once among the seen
	CopiesReal       float64 `json:"copies_real"`        // what Copies is for the held-out rows
	CopiesUniqueReal float64 `json:"copies_unique_real"` // what CopiesUnique is for them

	Verdict string `json:"verdict"` // "safe", "caution" or "fail"
	Why     string `json:"why"`
}

// Note is one thing inferred from a sample, replaced in it or kept of it.
type Note struct {
	Column string `json:"column,omitempty"`
	Kind   string `json:"kind"` // "type", "key", "personal", "dependency", "inequality", "sum", "missing", …
	Text   string `json:"text"`
}
