"""Writes reference.csv: values of special functions from mpmath with 40 digits (python3 reference.py > reference.csv)."""
from mpmath import mp, mpf, loggamma, psi, erf, erfc, exp, log, log1p, gammainc, zeta, lerchphi, expint, erfinv, sqrt, inf, diff, nsum, quad, ncdf, fsum

mp.dps = 40
print(f"# mpmath {__import__('mpmath').__version__}, 40 digits: function,arguments separated by blanks,value")


def row(name, args, value):
    print(f"{name},{' '.join('Infinity' if a == inf else repr(a) for a in args)},{mp.nstr(value, 20)}")


for x in [1e-8, 0.1, 0.49, 0.5, 0.9, 1.0000001, 1.3, 1.9999, 2.2, 3.7, 9.99, 10.0, 25.5, 171.3, 1e6, -0.5, -3.3]:
    row("logGamma", [x], loggamma(mpf(x)).real)
    row("digamma", [x], psi(0, mpf(x)))
    row("trigamma", [x], psi(1, mpf(x)))
for x in [1e-10, 0.1, 0.4999, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 6.2, 6.4, 10.0, 26.0, -0.3, -0.8, -2.5]:
    row("erf", [x], erf(mpf(x)))
    row("erfc", [x], erfc(mpf(x)))
    row("scaledErfc", [x], exp(mpf(x) ** 2) * erfc(mpf(x)))
for z in [-30.0, -5.0, -1.0, 0.0, 0.3, 1.0, 2.0, 8.0, 40.0]:
    row("normalCdf", [z], ncdf(mpf(z)))
    row("logSurvival", [z], log1p(-ncdf(mpf(z))) if z < 0 else log(erfc(mpf(z) / sqrt(2)) / 2))
for p in [1e-300, 1e-20, 1e-5, 0.02425, 0.3, 0.4999, 0.7, 0.975, 0.999999]:
    row("normalQuantile", [p], -sqrt(2) * erfinv(1 - 2 * mpf(p)) if p > 1e-30 else mp.findroot(lambda z: log(erfc(-z / sqrt(2)) / 2) - log(mpf(p)), -37))
for a in [0.001, 0.2, 0.5, 1.0, 1.7, 5.0, 30.5, 400.0]:
    for r in [0.01, 0.5, 0.99, 1.2, 3.0]:
        x = a * r
        row("regularisedLower", [a, x], gammainc(mpf(a), 0, mpf(x), regularized=True))
        row("regularisedUpper", [a, x], gammainc(mpf(a), mpf(x), inf, regularized=True))
for a in [3.2, 0.7, 0.5, 0.3, 1e-9, 0.0, -1e-9, -0.2, -0.5, -0.7, -1.0, -1.0000001, -1.5, -2.0, -4.4, -12.0]:
    for x in [1e-9, 0.001, 0.3, 1.0, 1.49, 1.6, 4.0, 50.0]:
        row("upper", [a, x], gammainc(mpf(a), mpf(x), inf))
for s in [0.3, 1.0, 2.5, 9.0]:
    for x in [0.01, 1.0, 2.0, 900.0]:
        row("scaledExponentialIntegral", [s, x], exp(mpf(x)) * expint(mpf(s), mpf(x)))
mp.dps = 90  # zeta(30, 230) is wrong in the tenth digit at 40
for s in [1.001, 1.5, 1.9527, 3.0, 7.3, 30.0]:
    for a in [0.25, 1.0, 2.0, 7.0, 230.0, 1e6]:
        row("hurwitz", [s, a], zeta(mpf(s), mpf(a)))
        if s < 10:
            row("hurwitzDerivative", [s, a], zeta(mpf(s), mpf(a), 1))
            row("hurwitzSecondDerivative", [s, a], zeta(mpf(s), mpf(a), 2))
mp.dps = 40
for s in [-2.5, 0.0, 0.5, 1.0, 1.0000001, 1.5, 4.0]:
    for a, b in [(1, 1), (1, 20), (3, 1000), (500, 100000)]:
        terms = [(mpf(n), log(mpf(n))) for n in range(a, b + 1)]
        row("powerSum", [s, float(a), float(b)], fsum(n ** -mpf(s) for n, _ in terms))
        row("powerSumDerivative", [s, float(a), float(b)], -fsum(l * n ** -mpf(s) for n, l in terms))
        row("powerSumSecondDerivative", [s, float(a), float(b)], fsum(l * l * n ** -mpf(s) for n, l in terms))
for s in [-1.5, 0.0, 0.5, 1.0, 1.5, 3.0]:
    for lam in [1e-3, 0.012, 0.049, 0.3, 4.0]:
        for a in [1.0, 7.0, 600.0]:
            top = int(a + 60 / lam + 2000)
            row("scaledSum", [s, lam, a, inf], fsum(mpf(n) ** -mpf(s) * exp(-mpf(lam) * (n - a)) for n in range(int(a), top)) )
            row("scaledIntegral", [s, lam, a, inf], mpf(a) ** (1 - mpf(s)) * exp(mpf(lam) * a) * expint(mpf(s), mpf(lam) * a))
            b = a + 400
            row("scaledSum", [s, lam, a, b], fsum(mpf(n) ** -mpf(s) * exp(-mpf(lam) * (n - a)) for n in range(int(a), int(b) + 1)))
            row("scaledIntegral", [s, lam, a, b], exp(mpf(lam) * a) * mpf(lam) ** (mpf(s) - 1) * gammainc(1 - mpf(s), mpf(lam) * a, mpf(lam) * b))
for s in [1.2, 2.5]:
    row("scaledSum", [s, 1e-7, 1.0, inf], lerchphi(exp(-mpf(1e-7)), mpf(s), 1))
