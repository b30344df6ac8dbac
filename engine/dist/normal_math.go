package dist

import "math"

// NormQuantile is the inverse of the standard normal CDF for p in [0, 1]:
// -Inf at 0, +Inf at 1, NaN outside. Relative error below 1e-15.
// Method: PPND16 of Wichura 1988, Algorithm AS 241, doi:10.2307/2347330.
func NormQuantile(p float64) float64 {
	x := [1]float64{p}
	normQuantiles(x[:])
	return x[0]
}

// normQuantiles puts NormQuantile of each number in its place.
func normQuantiles(x []float64) {
	for i, p := range x {
		q := p - 0.5
		if q >= -0.425 && q <= 0.425 {
			r := 0.180625 - float64(q*q)
			x[i] = q * horner(&centreUp, r) / horner(&centreDown, r)
		} else {
			x[i] = tailQuantile(p, q)
		}
	}
}

// tailQuantile is NormQuantile of p = q + ½ away from the centre.
func tailQuantile(p, q float64) float64 {
	tail := p
	if q > 0 {
		tail = 1 - p
	}
	if !(tail > 0) {
		if tail == 0 {
			return math.Copysign(math.Inf(1), q)
		}
		return math.NaN()
	}
	r := math.Sqrt(-Log(tail))
	var z float64
	if r <= 5 {
		r -= 1.6
		z = horner(&middleUp, r) / horner(&middleDown, r)
	} else {
		r -= 5
		z = horner(&farUp, r) / horner(&farDown, r)
	}
	return math.Copysign(z, q)
}

// horner is the polynomial with the coefficients c, lowest degree first, at x.
func horner(c *[8]float64, x float64) float64 {
	// Two interleaved chains in x² halve the time of one in x.
	y := float64(x * x)
	even := float64((float64((float64(c[6]*y)+c[4])*y)+c[2])*y) + c[0]
	odd := float64((float64((float64(c[7]*y)+c[5])*y)+c[3])*y) + c[1]
	return even + float64(odd*x)
}

// The coefficients of PPND16: numerators and denominators for |p-½| ≤ 0.425,
// for √-ln(tail) ≤ 5 and beyond.
var (
	centreUp = [8]float64{
		3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
		4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3,
	}
	centreDown = [8]float64{
		1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
		2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3,
	}
	middleUp = [8]float64{
		1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
		1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
	}
	middleDown = [8]float64{
		1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
		1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
	}
	farUp = [8]float64{
		6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
	}
	farDown = [8]float64{
		1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
	}
)

// NormCDF is the standard normal distribution function, relative error below
// 1e-15 in both tails (down to the least normal float64).
func NormCDF(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 0:
		return 1 - upperTail(x)
	}
	return upperTail(-x)
}

// upperTail is 1 - Φ(x) for x ≥ 0: φ(x) times Mills' ratio, and that times
// 1+x is a Chebyshev series in (x-3.5)/(x+3.5) (the form of Schonfelder 1978,
// doi:10.1090/S0025-5718-1978-0494846-8; coefficients fitted with mpmath).
func upperTail(x float64) float64 {
	if x > 39 {
		return 0
	}
	t := 2 * (x - 3.5) / (x + 3.5)
	var b0, b1, b2 float64
	for i := len(millsSeries) - 1; i >= 0; i-- {
		b0, b1, b2 = float64(t*b0)-b1+millsSeries[i], b0, b1
	}
	ratio := (b0 - b2) / 2 / (1 + x)
	// e^(-x²/2) from a rounded x, so that squaring it is exact.
	rough := float64(math.Floor(x*16) / 16)
	density := Exp(-rough*rough/2) * Exp(-(x-rough)*(x+rough)/2) * 0x1.9884533d43651p-2
	return density * ratio
}

// millsSeries holds the coefficients, the first one doubled.
var millsSeries = [26]float64{
	2 * 0x1.2c21fa3d8e6bep0, -0x1.455b7c6696ba2p-3, -0x1.2ae7e7caa901ep-5, 0x1.fb19a9566bc14p-6,
	-0x1.3063f66fa7f23p-7, 0x1.5434e24246b68p-10, 0x1.447c5844e6994p-15, -0x1.595a8e46bb2f8p-15,
	0x1.e799d055bb531p-20, 0x1.63a3d3e938d3cp-20, -0x1.90c91d5463acap-24, -0x1.bf5d4159f58a4p-25,
	0x1.7abd642a2961fp-29, 0x1.479c22fba3999p-29, 0x1.b58fd1b0b65ep-38, -0x1.f328a042b5577p-34,
	-0x1.5cbd0ea6615ap-37, 0x1.57bb154828d8bp-38, 0x1.2c086f7c5426ep-40, -0x1.39f86d5bae698p-43,
	-0x1.637d40e8d344p-44, -0x1.c50d14ea00952p-49, 0x1.31fe843b17ee1p-48, 0x1.fc297546197d2p-51,
	-0x1.0b9085b5260bbp-53, -0x1.657b04e3cb926p-54,
}
