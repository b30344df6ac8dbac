package dist

import (
	"math"
	"testing"

	"github.com/groflex/groflex/engine/rng"
)

// reference is a distribution as scipy 1.17.1 has it: mean, variance, and
// points of the cumulative distribution function.
type reference struct {
	name           string
	params         []float64
	mean, variance float64
	cdf            [][2]float64
}

var references = []reference{
	{"uniform", []float64{-3, 5}, 1.0, 5.333333333, [][2]float64{{-2.992, 0.001}, {-2.84, 0.02}, {-2.2, 0.1}, {-1.0, 0.25}, {1.0, 0.5}, {3.0, 0.75}, {4.2, 0.9}, {4.84, 0.98}, {4.992, 0.999}}},
	{"normal", []float64{10, 2.5}, 10.0, 6.25, [][2]float64{{2.27442, 0.001000001031}, {4.86563, 0.02000004409}, {6.79612, 0.09999992375}, {8.31378, 0.2500005562}, {10.0, 0.5}, {11.6862, 0.7499969016}, {13.2039, 0.9000014802}, {15.1344, 0.9800005369}, {17.7256, 0.9990000259}}},
	{"truncated_normal", []float64{38, 15, 18, 90}, 40.69166879, 162.7564265, [][2]float64{{18.0828, 0.001000160161}, {19.5527, 0.02000058639}, {24.3871, 0.1000004702}, {30.9149, 0.2499994677}, {39.7135, 0.4999996858}, {49.2118, 0.7499998042}, {58.0087, 0.8999998647}, {69.3083, 0.979999843}, {83.6418, 0.9990000116}}},
	{"truncated_normal", []float64{0, 1, 5, 7}, 5.186495256, 0.03267950376, [][2]float64{{5.00019, 0.0009849722116}, {5.00389, 0.01998059866}, {5.02028, 0.1000190902}, {5.05518, 0.2499877332}, {5.13202, 0.5000066644}, {5.26093, 0.7499984466}, {5.42693, 0.9000017763}, {5.70744, 0.9799995959}, {6.1969, 0.9989999993}}},
	{"lognormal", []float64{3.4, 1}, 49.40244911, 4193.642029, [][2]float64{{1.36311, 0.001000003906}, {3.84299, 0.0199999816}, {8.31822, 0.09999997458}, {15.2642, 0.2499999897}, {29.9641, 0.4999999994}, {58.8205, 0.7500002172}, {107.937, 0.8999993257}, {233.632, 0.9799999185}, {658.676, 0.9989999982}}},
	{"exponential", []float64{4}, 4.0, 16.0, [][2]float64{{0.004002, 0.0009999996668}, {0.0808108, 0.01999999283}, {0.421442, 0.09999998591}, {1.15073, 0.2500003207}, {2.77259, 0.5000001597}, {5.54518, 0.7500001597}, {9.21034, 0.8999999907}, {15.6481, 0.9800000399}, {27.631, 0.9989999947}}},
	{"gamma", []float64{0.3, 2}, 0.6, 1.2, [][2]float64{{1.39454e-10, 0.001000000039}, {3.02829e-06, 0.0199999915}, {0.000647449, 0.09999998871}, {0.0137996, 0.2499999722}, {0.146262, 0.4999997366}, {0.685799, 0.7500000197}, {1.76962, 0.8999998837}, {4.15313, 0.980000025}, {9.23787, 0.9989999988}}},
	{"gamma", []float64{7.5, 0.5}, 3.75, 1.875, [][2]float64{{0.870671, 0.0009999991971}, {1.49623, 0.02000006117}, {2.13669, 0.1000001762}, {2.75913, 0.2499987441}, {3.58471, 0.4999985408}, {4.56127, 0.7499997155}, {5.57678, 0.8999997642}, {7.06487, 0.9799999046}, {9.42432, 0.9989999938}}},
	{"beta", []float64{0.5, 0.7}, 0.4166666667, 0.110479798, [][2]float64{{1.56975e-06, 0.0009999992436}, {0.000627822, 0.01999999533}, {0.0156482, 0.09999995161}, {0.0961767, 0.2500000513}, {0.361084, 0.500000066}, {0.719286, 0.7500002474}, {0.918835, 0.9000001023}, {0.991673, 0.9799993015}, {0.999884, 0.9989974933}}},
	{"beta", []float64{4, 2}, 0.6666666667, 0.03174603175, [][2]float64{{0.122014, 0.001000005435}, {0.267061, 0.01999992844}, {0.41611, 0.1000003152}, {0.545819, 0.2499993571}, {0.68619, 0.5000003457}, {0.806236, 0.749999207}, {0.887765, 0.8999999349}, {0.953106, 0.98000034}, {0.989898, 0.9989999584}}},
	{"pareto", []float64{2.5, 3}, 5.0, 20.0, [][2]float64{{3.0012, 0.0009993004198}, {3.02434, 0.01999880995}, {3.12913, 0.09999666035}, {3.36587, 0.2500025422}, {3.95852, 0.4999988214}, {5.2233, 0.7499995956}, {7.53566, 0.9000000234}, {14.3453, 0.9800000436}, {47.5468, 0.9990000002}}},
	{"pareto", []float64{1.16, 1}, 7.25, math.Inf(1), [][2]float64{{1.00086, 0.0009966742677}, {1.01757, 0.02000148357}, {1.09508, 0.09999936235}, {1.28146, 0.2499984917}, {1.81764, 0.4999990044}, {3.30383, 0.7500003062}, {7.27895, 0.8999999387}, {29.1494, 0.9800000163}, {385.662, 0.9989999999}}},
	{"truncated_pareto", []float64{1.2, 1, 500}, 4.271224951, 196.7857123, [][2]float64{{1.00083, 0.0009956660353}, {1.01697, 0.02000216853}, {1.09171, 0.09999813709}, {1.27071, 0.2500009219}, {1.78094, 0.499999655}, {3.17023, 0.7500000878}, {6.78357, 0.8999999397}, {25.4517, 0.9800000113}, {216.399, 0.9990000039}}},
	{"weibull", []float64{0.7, 3}, 3.797470518, 30.84151998, [][2]float64{{0.000155495, 0.0009999985823}, {0.0113836, 0.02000005874}, {0.120489, 0.1000000904}, {0.505987, 0.2499999375}, {1.77717, 0.4999999537}, {4.78379, 0.7500001114}, {9.8758, 0.9000000177}, {21.0576, 0.9799999877}, {47.4432, 0.9989999994}}},
	{"weibull", []float64{2.5, 3}, 2.661791453, 1.297320202, [][2]float64{{0.189325, 0.0009999989394}, {0.62992, 0.02000003577}, {1.21953, 0.1000000429}, {1.82258, 0.2500002808}, {2.5909, 0.4999984277}, {3.41872, 0.7500001901}, {4.18801, 0.9000002383}, {5.17704, 0.9799998675}, {6.49914, 0.9989999944}}},
	{"triangular", []float64{2, 3, 7}, 4.0, 1.166666667, [][2]float64{{2.07071, 0.00099998082}, {2.31623, 0.02000028258}, {2.70711, 0.1000009104}, {3.12702, 0.250001296}, {3.83772, 0.4999992601}, {4.76393, 0.7499995478}, {5.58579, 0.9000005038}, {6.36754, 0.9799997174}, {6.85858, 0.9990000192}}},
	{"poisson", []float64{0.9}, 0.9, 0.9, [][2]float64{{0.0, 0.4065696597}, {1.0, 0.7724823535}, {2.0, 0.9371430657}, {3.0, 0.9865412794}, {5.0, 0.9996565051}}},
	{"poisson", []float64{9.5}, 9.5, 9.5, [][2]float64{{2.0, 0.004163633038}, {4.0, 0.04026268234}, {6.0, 0.1649492443}, {7.0, 0.2686631818}, {9.0, 0.5218260222}, {11.0, 0.7519896096}, {14.0, 0.9400080114}, {16.0, 0.982272643}, {20.0, 0.9991405212}}},
	{"poisson", []float64{10}, 10.0, 10.0, [][2]float64{{2.0, 0.002769395716}, {4.0, 0.02925268808}, {6.0, 0.1301414209}, {8.0, 0.3328196788}, {10.0, 0.5830397502}, {12.0, 0.7915564764}, {14.0, 0.9165415271}, {17.0, 0.9857223864}, {21.0, 0.9993003495}}},
	{"poisson", []float64{340}, 340.0, 340.0, [][2]float64{{284.0, 0.001005438856}, {303.0, 0.02235456389}, {316.0, 0.1001955871}, {327.0, 0.250464702}, {340.0, 0.5144183693}, {352.0, 0.7526344817}, {364.0, 0.9069390458}, {378.0, 0.980261501}, {398.0, 0.9990205409}}},
	{"negative_binomial", []float64{48, 1.7}, 48.0, 1403.294118, [][2]float64{{0.0, 0.003220752151}, {3.0, 0.02361585041}, {10.0, 0.1045017686}, {21.0, 0.2638639293}, {39.0, 0.5080923909}, {66.0, 0.7561434769}, {98.0, 0.9017547444}, {151.0, 0.9801640393}, {246.0, 0.9990220811}}},
	{"negative_binomial", []float64{2, 0.4}, 2.0, 12.0, [][2]float64{{0.0, 0.4883593419}, {1.0, 0.6511457892}, {3.0, 0.8094103908}, {6.0, 0.9117987955}, {13.0, 0.9819973486}, {27.0, 0.9990096113}}},
	{"geometric", []float64{0.3}, 2.333333333, 7.777777778, [][2]float64{{0.0, 0.3}, {1.0, 0.51}, {3.0, 0.7599}, {6.0, 0.9176457}, {10.0, 0.9802267326}, {19.0, 0.9992020773}}},
	{"binomial", []float64{12, 0.3}, 3.6, 2.52, [][2]float64{{0.0, 0.0138412872}, {1.0, 0.08502504995}, {2.0, 0.2528153479}, {4.0, 0.7236554695}, {5.0, 0.8821512611}, {6.0, 0.9613991569}, {7.0, 0.9905106289}, {9.0, 0.9997936237}}},
	{"binomial", []float64{1000, 0.97}, 970.0, 29.1, [][2]float64{{952.0, 0.001254701038}, {958.0, 0.02043477943}, {963.0, 0.1161768878}, {966.0, 0.2527937712}, {970.0, 0.5253918695}, {974.0, 0.7955347647}, {977.0, 0.9225827086}, {981.0, 0.9880712339}, {985.0, 0.9991972859}}},
	{"binomial", []float64{90, 0.5}, 45.0, 22.5, [][2]float64{{30.0, 0.00103013284}, {35.0, 0.02229876231}, {39.0, 0.1230532249}, {42.0, 0.2992058591}, {45.0, 0.5419355615}, {48.0, 0.7696037636}, {51.0, 0.9148788025}, {55.0, 0.9868491674}, {60.0, 0.9995136196}}},
	{"zipf", []float64{0.9, 5000}, 760.6145361, 1413828.436, [][2]float64{{1.0, 0.07139364231}, {2.0, 0.1096525479}, {13.0, 0.2529435585}, {144.0, 0.5006911671}, {991.0, 0.7500247851}, {2700.0, 0.9000223343}, {4434.0, 0.9800206498}, {4971.0, 0.9990270701}}},
	{"zipf", []float64{1, 30}, 7.509410923, 60.0046169, [][2]float64{{1.0, 0.2503136974}, {4.0, 0.5214868697}, {11.0, 0.755916664}, {20.0, 0.900563516}, {28.0, 0.9830247033}, {30.0, 1.0}}},
	{"zipf", []float64{2.2, 1000}, 2.909257002, 201.8095322, [][2]float64{{1.0, 0.6709905034}, {2.0, 0.8170232936}, {4.0, 0.9086535216}, {16.0, 0.9808038135}, {175.0, 0.9990069236}}},
	{"zipf", []float64{0, 7}, 4.0, 4.0, [][2]float64{{1.0, 0.1428571429}, {2.0, 0.2857142857}, {4.0, 0.5714285714}, {6.0, 0.8571428571}, {7.0, 1.0}}},
}

const drawn = 40_000

func TestDrawsFollowScipy(t *testing.T) {
	for _, ref := range references {
		follows(t, ref, draw(t, ref, drawn))
	}
}

// follows wants each share of draws up to x within five standard errors of the
// CDF, and so the mean where the variance is finite.
func follows(t *testing.T, ref reference, draws []float64) {
	sum := 0.0
	for _, x := range draws {
		sum += x
	}
	if off := math.Abs(sum/drawn - ref.mean); off > 5*math.Sqrt(ref.variance/drawn) {
		t.Errorf("%s%v: mean %.4f, want %.4f", ref.name, ref.params, sum/drawn, ref.mean)
	}
	for _, point := range ref.cdf {
		below := 0
		for _, x := range draws {
			if x <= point[0] {
				below++
			}
		}
		p, share := point[1], float64(below)/drawn
		if off := math.Abs(share - p); off > 5*math.Sqrt(p*(1-p)/drawn)+1e-9 {
			t.Errorf("%s%v: share %.5f up to %g, want %.5f", ref.name, ref.params, share, point[0], p)
		}
	}
}

func TestEveryDistributionHasAReference(t *testing.T) {
	named := map[string]bool{}
	for _, ref := range references {
		named[ref.name] = true
	}
	for _, d := range All() {
		if !named[d.Name] {
			t.Errorf("%s has none", d.Name)
		}
	}
}

func TestAnySubsetOfRowsHasTheSameBits(t *testing.T) {
	for _, ref := range references {
		all := draw(t, ref, 100)
		d, _ := Named(ref.name)
		rows := []int64{99, 3, 50, 3, 0}
		cells := make([]Param, len(ref.params))
		for k, x := range ref.params { // as cells now
			for range rows {
				cells[k].Cells = append(cells[k].Cells, x)
			}
		}
		some := make([]float64, len(rows))
		d.Fill(some, rng.New(5, ref.name), rows, cells)
		for i, row := range rows {
			if some[i] != all[row] {
				t.Errorf("%s%v: row %d is %x alone, %x among all", ref.name, ref.params, row, some[i], all[row])
			}
		}
	}
}

// Whatever the parameters are, even out of range, draws are finite and end.
func TestExtremeParametersGiveFiniteNumbers(t *testing.T) {
	extremes := []float64{math.Inf(-1), -1e300, -1, 0, 1e-300, 0.01, 1, 1e9, 1e300, math.Inf(1)}
	rows := make([]int64, 50)
	for i := range rows {
		rows[i] = int64(i)
	}
	dst := make([]float64, len(rows))
	for _, d := range All() {
		n := len(d.Params)
		for combination := range pow10(n) {
			params := make([]Param, n)
			for k, c := 0, combination; k < n; k, c = k+1, c/10 {
				params[k].Const = extremes[c%10]
			}
			if n == 4 && combination%7 != 0 {
				continue
			}
			d.Fill(dst[:5], rng.New(1, "extreme"), rows[:5], params)
			for _, x := range dst[:5] {
				if x-x != 0 || d.Whole && x != math.Floor(x) {
					t.Fatalf("%s%v gives %v", d.Name, params, x)
				}
			}
		}
		for k := range n {
			params := defaults(d)
			params[k].Const = math.NaN()
			d.Fill(dst, rng.New(1, "NaN"), rows, params)
			if dst[0] == dst[0] {
				t.Errorf("%s with %s NaN gives %v", d.Name, d.Params[k].Name, dst[0])
			}
		}
	}
}

func pow10(n int) int {
	x := 1
	for range n {
		x *= 10
	}
	return x
}

func TestDefaultsAreInRange(t *testing.T) {
	for _, d := range All() {
		for _, p := range d.Params {
			if !(p.Min <= p.Default && p.Default <= p.Max) || p.About == "" {
				t.Errorf("%s.%s: %+v", d.Name, p.Name, p)
			}
		}
	}
}

// One number for the bits of every distribution, which may never change.
func TestDrawsNeverChange(t *testing.T) {
	hash := uint64(0)
	for _, ref := range references {
		for _, x := range draw(t, ref, 300) {
			hash = hash*0x100000001b3 ^ math.Float64bits(x)
		}
	}
	if want := uint64(0xef921fbf3dad8108); hash != want {
		t.Errorf("the bits are %#x, want %#x", hash, want)
	}
}

func defaults(d Spec) []Param {
	params := make([]Param, len(d.Params))
	for k, p := range d.Params {
		params[k].Const = p.Default
	}
	return params
}

func draw(t testing.TB, ref reference, n int) []float64 {
	d, ok := Named(ref.name)
	if !ok {
		t.Fatalf("there is no %s", ref.name)
	}
	rows := make([]int64, n)
	for i := range rows {
		rows[i] = int64(i)
	}
	params := make([]Param, len(ref.params))
	for k, x := range ref.params {
		params[k].Const = x
	}
	dst := make([]float64, n)
	d.Fill(dst, rng.New(5, ref.name), rows, params)
	return dst
}

func BenchmarkFill(b *testing.B) {
	const block = 1024
	rows := make([]int64, block)
	for i := range rows {
		rows[i] = int64(i)
	}
	dst := make([]float64, block)
	for _, ref := range references {
		d, _ := Named(ref.name)
		params := make([]Param, len(ref.params))
		for k, x := range ref.params {
			params[k].Const = x
		}
		b.Run(ref.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d.Fill(dst, rng.New(5, ref.name), rows, params)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/block, "ns/row")
		})
	}
}
