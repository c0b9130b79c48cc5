"""Nearest-neighbour and Gaussian estimates of information in plain NumPy and SciPy: a yardstick for the estimators of series.

KSG 1 by cKDTree: `query` for the k-th neighbour under the maximum norm, then `query_ball_point` with counts in marginal
spaces of two or more dimensions and `searchsorted` on a line. Data follow from a seed by exact arithmetic, as
`java.util.SplittableRandom` would draw them, so that both sides work on the same numbers. Prints one JSON object:
the values in nats, and the best times in seconds by the wall clock and by the processor.
"""

import argparse
import json
import platform
import sys
import time

import numpy as np

try:
    import scipy
    from scipy.spatial import cKDTree
    from scipy.special import digamma
except ImportError:
    sys.exit("SciPy is not installed")

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def normals(seed, count):
    """Nearly normal numbers: twelve uniform ones of a SplitMix64 stream, added up, minus six."""
    steps = np.arange(1, 12 * count + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        z = np.uint64(seed & MASK) + steps * np.uint64(GOLDEN)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    u = ((z ^ (z >> np.uint64(31))) >> np.uint64(11)).astype(float) * 2.0**-53
    total = u[0::12].copy()
    for i in range(1, 12):
        total += u[i::12]
    return total - 6.0


def pairs(samples, dimensions):
    """Pairs of correlation 0.6; the first columns of six, whatever the dimension."""
    g = normals(1, 6 * samples).reshape(-1, 6)
    x = g[:, :3]
    y = 0.6 * x + 0.8 * g[:, 3:]
    return x[:, :dimensions].copy(), y[:, :dimensions].copy()


def triples(samples):
    z, e1, e2 = normals(3, 3 * samples).reshape(-1, 3).T
    x = 0.6 * z + 0.8 * e1
    y = (0.5 * x + 0.5 * z) + 0.7 * e2
    return x[:, None], y[:, None], z[:, None]


def coupled(samples):
    """The past of a source, the next value of its target, and the target's past."""
    x = y = 0.0
    rows = []
    for a, b in normals(2, 2 * samples).reshape(-1, 2).tolist():
        x, y = 0.5 * x + a, (0.4 * y + 0.3 * x) + b
        rows.append((x, y))
    rows = np.array(rows)
    return rows[:-1, :1], rows[1:, 1:], rows[:-1, 1:]


def counts(points, radii):
    """Other points strictly inside the radius of each."""
    if points.shape[1] == 1:
        line = points[:, 0]
        ordered = np.sort(line)
        return np.searchsorted(ordered, line + radii, "left") - np.searchsorted(ordered, line - radii, "right") - 1
    inside = np.nextafter(radii, 0)
    return cKDTree(points).query_ball_point(points, inside, p=np.inf, return_length=True) - 1


def kraskov(k, x, y, z=None):
    joint = np.hstack([x, y] if z is None else [x, y, z])
    radii = cKDTree(joint).query(joint, k + 1, p=np.inf)[0][:, -1]

    def term(*parts):
        return digamma(counts(np.hstack(parts), radii) + 1)

    if z is None:
        return digamma(k) + digamma(len(x)) - np.mean(term(x) + term(y))
    return digamma(k) + np.mean(term(z) - term(x, z) - term(y, z))


def gaussian(k, x, y, z):
    def log_determinant(*parts):
        return np.linalg.slogdet(np.atleast_2d(np.cov(np.hstack(parts).T)))[1]

    whole = log_determinant(x, z) + log_determinant(y, z) - log_determinant(x, y, z) - log_determinant(z)
    return 0.5 * whole


def with_surrogates(estimate, k, surrogates, x, *rest):
    """The value, after as many more with the rows of x in random order."""
    order = np.random.default_rng(1)
    for _ in range(surrogates):
        estimate(k, x[order.permutation(len(x))], *rest)
    return estimate(k, x, *rest)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", choices=["mi", "cmi", "te", "gaussian-te"], default="mi")
    parser.add_argument("--samples", type=int, default=10000)
    parser.add_argument("--dimensions", type=int, choices=[1, 2, 3], default=1, help="of either side, for mi")
    parser.add_argument("--k", type=int, default=4)
    parser.add_argument("--surrogates", type=int, default=0)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()

    if options.task == "mi":
        data = pairs(options.samples, options.dimensions)
    else:
        data = triples(options.samples) if options.task == "cmi" else coupled(options.samples)
    estimate = gaussian if options.task == "gaussian-te" else kraskov
    wall = []
    processor = []
    for _ in range(options.repeats):
        start, used = time.perf_counter(), time.process_time()
        value = with_surrogates(estimate, options.k, options.surrogates, *data)
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    print(
        json.dumps(
            {
                "nats": float(value),
                "seconds": min(wall),
                "processor_seconds": min(processor),
                "versions": f"Python {platform.python_version()}, NumPy {np.__version__}, SciPy {scipy.__version__}",
            }
        )
    )


if __name__ == "__main__":
    main()
