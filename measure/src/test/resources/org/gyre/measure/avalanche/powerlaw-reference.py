"""Writes samples.csv and powerlaw-2.0.0.csv: what the Python package powerlaw says about shared and synthetic samples.

Needs powerlaw 2.0.0 (git tag v2.0.0), NumPy 2.4.6, SciPy 1.17.1, mpmath 1.3.0, Python 3.11. Run in this folder:

    python3 powerlaw-reference.py SHARED/data/power-law
"""
import csv
import sys
import warnings

import numpy as np
import powerlaw

warnings.simplefilter("ignore")
NAMES = ["power_law", "truncated_power_law", "exponential", "lognormal", "stretched_exponential"]


def synthetic():
    rng = np.random.default_rng(20090000)
    whole = np.arange(1, 20001)

    def draw(weights, size):
        return rng.choice(whole, p=weights / weights.sum(), size=size)

    x = whole.astype(float)
    yield "zeta-1.5-cut", True, draw(np.where(x <= 2000, x**-1.5, 0), 4000), 1, None
    yield "zeta-2.5", True, draw(x**-2.5, 3000), 2, None
    yield "cutoff-1.5-0.01", True, draw(x**-1.5 * np.exp(-0.01 * x), 4000), 1, None
    yield "geometric-0.2", True, draw(np.exp(-0.2 * x), 2000), 1, None
    yield "lognormal-1-1.2", True, draw(np.exp(-((np.log(x) - 1) ** 2) / (2 * 1.2**2)) / x, 3000), 1, None
    yield "stretched-0.3-0.5", True, draw(x**-0.5 * np.exp(-((0.3 * x) ** 0.5)), 3000), 1, None
    yield "pareto-2.5", False, np.round((1 - rng.random(400)) ** (-1 / 1.5), 6), 1.0, None
    yield "real-lognormal-0-1", False, np.round(np.exp(rng.normal(size=600)), 6), 1.0, None
    yield "zeta-1.5-sharp", True, draw(np.where(x <= 100, x**-1.5, 0), 4000), 1, 100


def shared(folder):
    def load(name):
        return np.loadtxt(f"{folder}/{name}.txt")

    yield "words", True, load("words").astype(int), 7, None
    yield "terrorism", True, load("terrorism").astype(int), 12, None
    yield "flares", True, load("flares").astype(int), 323, None
    yield "blackouts", False, load("blackouts") / 1000, 230.0, None
    yield "cities", False, load("cities") / 1000, 52.46, None


def analyse(out, name, discrete, data, xmin, xmax):
    # estimate_discrete=False: the exact likelihood, not the approximation of Clauset et al. eq. 3.7
    fit = powerlaw.Fit(data, discrete=discrete, xmin=xmin, xmax=xmax, estimate_discrete=False, verbose=0)

    def row(quantity, value):
        out.writerow([name, "discrete" if discrete else "continuous", xmin, xmax or "Infinity", quantity, repr(float(value))])

    # With an xmax the package's other normalisations leave xmax itself out.
    for family in NAMES if xmax is None else NAMES[:1]:
        law = getattr(fit, family)
        for parameter, value in law.parameters.items():
            row(f"{family}.{parameter.lower()}", value)
        row(f"{family}.log_likelihood", np.sum(law.loglikelihoods(fit.data)))
        if family != "power_law":
            ratio, p = fit.distribution_compare("power_law", family)
            normalised, _ = fit.distribution_compare("power_law", family, normalized_ratio=True)
            row(f"{family}.ratio", ratio)
            row(f"{family}.p", p)
            row(f"{family}.normalised", normalised)


with open("samples.csv", "w", newline="") as s, open("powerlaw-2.0.0.csv", "w", newline="") as r:
    s.write("# synthetic samples of powerlaw-reference.py: name,value,count\n")
    r.write("# powerlaw 2.0.0, by powerlaw-reference.py: sample,kind,xmin,xmax,quantity,value\n")
    samples, results = csv.writer(s, lineterminator="\n"), csv.writer(r, lineterminator="\n")
    for name, discrete, data, xmin, xmax in synthetic():
        for value, count in zip(*np.unique(data, return_counts=True)):
            samples.writerow([name, repr(float(value)), count])
        analyse(results, name, discrete, data, xmin, xmax)
    for name, discrete, data, xmin, xmax in shared(sys.argv[1]):
        analyse(results, name, discrete, data, xmin, xmax)
