"""The cases of `gyre bench measures` in NumPy and SciPy: our own reference, each in the fastest plain form we know.

Reads one JSON object a line from standard input, {"case": name, parameters...}, and answers each with one line:
{"seconds": CPU time of one run, "wall": by the clock, "values": [...]}; the first line it writes names the versions.
The data of a case are made before anything is timed, and a case that takes less than a second
is run once before. The data follow from seeds by exact
arithmetic, as in SeededData.java: u is the next double of SplitMix64, g twelve u added from the left, less 6.
"""

import json
import math
import sys
import time
import warnings
from functools import lru_cache
from itertools import combinations

import numpy as np
import scipy
from scipy import fft, optimize, special
from scipy.spatial import cKDTree

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


# ---------------------------------------------------------------------------------------------------------- data


class Stream:
    def __init__(self, seed):
        self.state = seed & MASK

    def uniform(self, n):
        with np.errstate(over="ignore"):
            z = np.uint64(self.state) + np.arange(1, n + 1, dtype=np.uint64) * np.uint64(GOLDEN)
            z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            z = z ^ (z >> np.uint64(31))
        self.state = (self.state + n * GOLDEN) & MASK
        return (z >> np.uint64(11)).astype(float) * 2.0**-53

    def gauss(self, n):
        u = self.uniform(12 * n).reshape(n, 12)
        total = u[:, 0].copy()
        for j in range(1, 12):
            total += u[:, j]
        return total - 6


@lru_cache
def gauss(rows):
    g = Stream(1).gauss(6 * rows).reshape(rows, 6)
    return g[:, :3].copy(), 0.6 * g[:, :3] + 0.8 * g[:, 3:]


@lru_cache
def autoregressive(rows):
    x = y = 0.0
    table = []
    for a, b in Stream(2).gauss(2 * rows).reshape(rows, 2).tolist():
        y = 0.4 * y + 0.3 * x + b
        x = 0.5 * x + a
        table.append((x, y))
    return np.array(table)


@lru_cache
def conditional(rows):
    z, e1, e2 = Stream(3).gauss(3 * rows).reshape(rows, 3).T
    x = 0.6 * z + 0.8 * e1
    return x, 0.5 * x + 0.5 * z + 0.7 * e2, z.copy()


@lru_cache
def binary(bins, units):
    u = Stream(4).uniform(bins * units).reshape(bins, units)
    s = np.zeros((bins + 2, units))
    for t in range(bins):
        s[t + 2] = u[t] < 0.05 + 0.30 * np.roll(s[t + 1], 1) + 0.20 * s[t]
    return s[2:].astype(np.uint8)


@lru_cache
def sizes(count, largest):
    s = np.arange(1, largest + 1, dtype=float)
    running = np.cumsum(1 / (s * np.sqrt(s)))
    return np.searchsorted(running, Stream(5).uniform(count) * running[-1], side="right") + 1


@lru_cache
def shuffles(rows, length):
    stream = Stream(6)
    orders = np.empty((rows, length), np.int32)
    for row in orders:
        order = list(range(length))
        for i, u in zip(range(length - 1, 0, -1), stream.uniform(length - 1).tolist()):
            j = int(u * (i + 1))
            order[i], order[j] = order[j], order[i]
        row[:] = order
    return orders


@lru_cache
def sparse_law(sources, realisations):
    scale = [50, 500, 5000].index(realisations)
    source = [(8, 20, 60), (5, 10, 20)][sources - 2][scale]
    target = (4, 8, 16)[scale]
    stream = Stream(100 * sources + scale + 1)
    used, rows, weights = set(), [], []
    while len(rows) < realisations:
        cell = int(stream.uniform(1)[0] * (source**sources * target))
        if cell not in used:
            used.add(cell)
            rest = cell // target
            row = [cell % target]
            for _ in range(sources):
                row.insert(0, rest % source)
                rest //= source
            rows.append(row)
            weights.append(stream.uniform(1)[0])
    return np.array(rows), np.array(weights) / np.cumsum(weights)[-1]


@lru_cache
def full_laws(tables):
    u = Stream(9).uniform(27 * tables).reshape(tables, 27)
    return u / np.cumsum(u, axis=1)[:, -1:]


@lru_cache
def branching(bins):
    u = Stream(7).uniform(18 * bins + 1000)
    children = np.concatenate(([0], np.cumsum(u < 0.9))).tolist()
    immigrants = np.concatenate(([0], np.cumsum(u < 0.25))).tolist()
    activity, at, present = [], 0, 10
    for _ in range(bins):
        activity.append(present)
        split, end = at + present, at + present + 4
        present = children[split] - children[at] + immigrants[end] - immigrants[split]
        at = end
    return np.array(activity, float)


# ------------------------------------------------------------------------------------------- nearest neighbours


def counts(points, radius):
    """Numbers of other points strictly inside the radius, maximum norm; the radius is less by more than rounding."""
    radius = radius * (1 - 1e-12)
    if points.shape[1] == 1:
        x = points[:, 0]
        ordered = np.sort(x)
        return np.searchsorted(ordered, x + radius, "right") - np.searchsorted(ordered, x - radius, "left") - 1
    tree = cKDTree(points)
    return tree.query_ball_point(points, radius, p=np.inf, return_length=True) - 1


def kth_distance(points, k):
    return cKDTree(points).query(points, k + 1, p=np.inf)[0][:, k]


def ksg_information(samples, dimensions, k):
    x, y = (part[:samples, :dimensions] for part in gauss(samples))

    def run():
        radius = kth_distance(np.hstack([x, y]), k)
        psi = special.digamma
        return [psi(k) + psi(samples) - np.mean(psi(counts(x, radius) + 1) + psi(counts(y, radius) + 1))]

    return run


def ksg_given(a, b, c, k):
    radius = kth_distance(np.column_stack([a, b, c]), k)
    psi = special.digamma
    of_c = counts(c[:, None], radius)
    of_ac = counts(np.column_stack([a, c]), radius)
    of_bc = counts(np.column_stack([b, c]), radius)
    return psi(k) + np.mean(psi(of_c + 1) - psi(of_ac + 1) - psi(of_bc + 1))


def ksg_conditional(samples, k):
    x, y, z = conditional(samples)
    return lambda: [ksg_given(x, y, z, k)]


def ksg_transfer(samples, k, surrogates):
    table = autoregressive(samples)
    source, target = table[:-1, 0], table[:, 1]
    orders = shuffles(surrogates, samples - 1) if surrogates else []

    def run():
        value = ksg_given(source, target[1:], target[:-1], k)
        null = [ksg_given(source[order], target[1:], target[:-1], k) for order in orders]
        return [value, *([np.mean(null)] if null else [])]

    return run


# ------------------------------------------------------------------------------------------------------ transfer


def discrete_transfer(bins, units):
    raster = binary(bins, units)

    def information(joint):
        """I(a; b | c) of counts [c][b][a], nats."""
        n = joint.sum()
        parts = joint, joint.sum(1), joint.sum(2), joint.sum((1, 2))
        whole, of_ac, of_bc, of_c = (special.xlogy(part, part).sum() for part in parts)
        return (whole - of_ac - of_bc + of_c) / n

    def words(rows):
        """Rows of bits, 64 in a number."""
        packed = np.packbits(rows, axis=-1)
        return np.pad(packed, ((0, 0), (0, -packed.shape[-1] % 8))).view(np.uint64)

    def run():
        # At how many instants some letters of the past and some of the target are all one, by population counts; the
        # counts of words follow by inclusion and exclusion. Twice as fast as numpy.bincount pair by pair.
        columns = np.ascontiguousarray(raster.T)
        before, last, after = words(columns[:, :-2]), words(columns[:, 1:-1]), words(columns[:, 2:])
        pasts = np.stack([last, before, before & last])
        everywhere = words(np.ones((1, bins - 2), bool))[0]
        values = []
        for target in range(units):
            met = np.empty((8, 4, units))
            letters = after[target], last[target], before[target]
            for chosen in range(8):
                held = [letter for i, letter in enumerate(letters) if chosen >> i & 1]
                mask = np.bitwise_and.reduce(held) if held else everywhere
                met[chosen, 0] = np.bitwise_count(mask).sum()
                met[chosen, 1:] = np.bitwise_count(pasts & mask).sum(-1)
            cells = met.reshape(2, 2, 2, 2, 2, units)
            for axis in range(5):
                without, with_it = np.moveaxis(cells, axis, 0)
                without -= with_it
            for source in range(units):
                if source != target:
                    values.append(information(cells[..., source].reshape(4, 2, 4)))
        return [float(np.mean(values)), float(np.max(values))]

    return run


def gaussian_transfer(samples, surrogates):
    table = autoregressive(samples)
    source, target = table[:-1, 0], table[:, 1]
    orders = shuffles(surrogates, samples - 1)

    def run():
        past = target[:-1] - target[:-1].mean()
        future = target[1:] - target[1:].mean()
        future = future - past * (past @ future / (past @ past))
        x = source - source.mean()
        sources = np.concatenate([x[None], x[orders]])
        # Least squares on the past leaves the part of a source that can add something.
        along = sources @ past
        rest = np.einsum("ij,ij->i", sources, sources) - along**2 / (past @ past)
        values = -0.5 * np.log1p(-((sources @ future) ** 2) / (rest * (future @ future)))
        return [values[0], values[1:].mean()]

    return run


# --------------------------------------------------------------------------------------------------- heavy tails


def tally(sample):
    counted = np.bincount(sample)
    values = np.flatnonzero(counted)
    return values.astype(float), counted[values].astype(float)


def exponent(mean_log, xmin):
    """The maximum of the likelihood of a discrete power law."""

    def cost(alpha):
        return np.log(special.zeta(alpha, xmin)) + alpha * mean_log

    return optimize.minimize_scalar(cost, bounds=(1.0001, 20), method="bounded", options={"xatol": 1e-9}).x


def distance(values, tail, alpha):
    """Kolmogorov-Smirnov distance on both sides of every value; tail[i] counts the sample from value i on."""
    scale = special.zeta(alpha, values[0])
    at = special.zeta(alpha, values) / scale
    after = at - values**-alpha / scale
    n = tail[0]
    return max(np.abs(at - tail[:-1] / n).max(), np.abs(after - tail[1:] / n).max())


def tails(numbers):
    return np.concatenate([np.cumsum(numbers[::-1])[::-1], [0.0]])


def power_law(count, largest):
    sample = sizes(count, largest)

    def run():
        values, numbers = tally(sample)
        alpha = exponent(numbers @ np.log(values) / numbers.sum(), 1)
        return [alpha, distance(values, tails(numbers), alpha)]

    return run


def power_law_search(count, largest):
    sample = sizes(count, largest)

    def run():
        values, numbers = tally(sample)
        tail = tails(numbers)
        log_tail = tails(numbers * np.log(values))
        best = (np.inf, 0, 0)
        for i in range(len(values) - 1):
            if tail[i] < 50:
                break
            alpha = exponent(log_tail[i] / tail[i], values[i])
            best = min(best, (distance(values[i:], tail[i:], alpha), values[i], alpha))
        return [best[1], best[2], best[0]]

    return run


def log_difference(a, b):
    """log(e^a - e^b)."""
    return a + np.log(-np.expm1(b - a))


def power_law_compare(count, largest):
    sample = sizes(count, largest)

    def run():
        values, numbers = tally(sample)
        n = numbers.sum()
        alpha = exponent(numbers @ np.log(values) / n, 1)
        power = -alpha * np.log(values) - np.log(special.zeta(alpha, 1))
        rate = math.log1p(1 / (numbers @ values / n - 1))
        exponential = math.log(-math.expm1(-rate)) - rate * (values - 1)
        low, high = np.log(values - 0.5), np.log(values + 0.5)

        def lognormal(at):
            # The density is exp(b v - c v^2) in v = log(2x): b and log c are far less entangled than mu and sigma.
            c = math.exp(at[1])
            mu, sigma = math.log(0.5) + at[0] / (2 * c), (2 * c) ** -0.5
            upper = special.log_ndtr((mu - low) / sigma)
            lower = special.log_ndtr((mu - high) / sigma)
            return log_difference(upper, lower) - special.log_ndtr((mu - math.log(0.5)) / sigma)

        logs = numbers @ np.log(values) / n
        spread = math.sqrt(numbers @ (np.log(values) - logs) ** 2 / n)
        fit = optimize.minimize(
            lambda at: -(numbers @ lognormal(at)) / n,
            [(logs - math.log(0.5)) / spread**2, -math.log(2 * spread**2)],
            method="Nelder-Mead",
            options={"xatol": 1e-8, "fatol": 1e-14, "maxiter": 2000},
        )

        def ratio(other):
            difference = power - other
            mean = numbers @ difference / n
            return n * mean / math.sqrt(numbers @ (difference - mean) ** 2)

        return [alpha, ratio(exponential), ratio(lognormal(fit.x))]

    return run


# ----------------------------------------------------------------------------------------------------- branching


def regression(bins, lags):
    activity = branching(bins)

    def run():
        n = len(activity)
        size = fft.next_fast_len(n + lags, real=True)
        spectrum = fft.rfft(activity, size)
        products = fft.irfft(spectrum * spectrum.conj(), size)[1 : lags + 1]
        k = np.arange(1, lags + 1)
        head = np.concatenate([[0], np.cumsum(activity)])
        squares = np.cumsum(activity**2)
        first, last = head[n - k], head[n] - head[k]
        r = (products - first * last / (n - k)) / (squares[n - k - 1] - first**2 / (n - k))

        def fitted(form, starts):
            best = None
            for start in starts:
                try:
                    at = optimize.curve_fit(form, k, r, start, maxfev=20000)[0]
                except RuntimeError:
                    continue
                cost = ((form(k, *at) - r) ** 2).sum()
                if best is None or cost < best[0]:
                    best = (cost, at)
            return best

        def decay(k, tau, a):
            return np.abs(a) * np.exp(-k / tau)

        def offset(k, tau, a, o):
            return decay(k, tau, a) + o

        def two(k, tau, a, tau2, a2):
            return decay(k, tau, a) + decay(k, tau2, a2)

        def rhythm(k, tau, a, o, tau2, b, gamma, nu, tau3, c):
            wave = b * np.exp(-(np.abs(k / tau2) ** gamma)) * np.cos(2 * np.pi * nu * k)
            return decay(k, tau, a) + wave + c * np.exp(-((k / tau3) ** 2)) + o

        one = fitted(decay, [(3, 1), (30, 1), (100, 1)])
        more = fitted(offset, [(3, 1, 0), (30, 1, 0), (100, 1, 0)])
        fitted(two, [(30, 0.5, 3, 0.5), (10, 0.9, 1, 0.1), (100, 0.1, 10, 0.9)])
        fitted(rhythm, [(10, 1, 0, 50, 0.1, 1, nu, 10, 0.1) for nu in (0.005, 0.02, 0.1)])
        return [r[0], one[1][0], more[1][0]]

    return run


# ------------------------------------------------------------------------------------------------- decomposition


def antichains(sources):
    sets = [sum(1 << i for i in c) for size in range(1, sources + 1) for c in combinations(range(sources), size)]
    found = []
    for size in range(1, len(sets) + 1):
        for chain in combinations(sets, size):
            if all(a & b not in (a, b) for a, b in combinations(chain, 2)):
                found.append(chain)
    return found


@lru_cache
def unions(sources):
    """Inclusion and exclusion: the union of the events of a chain as a sum over sets of sources; and the atoms."""
    chains = antichains(sources)
    matrix = np.zeros((len(chains), 1 << sources))
    for row, chain in enumerate(chains):
        for size in range(1, len(chain) + 1):
            for part in combinations(chain, size):
                matrix[row, np.bitwise_or.reduce(part)] += (-1) ** (size + 1)
    below = np.array([[all(any(b & a == b for b in lower) for a in upper) for lower in chains] for upper in chains])
    return matrix[:, 1:], np.linalg.inv(below.astype(float))


def shared_exclusions(sources, realisations):
    rows, law = sparse_law(sources, realisations)

    def run():
        matrix, inverse = unions(sources)
        target = rows[:, -1]
        base = rows.max() + 1
        of_target = np.bincount(target, law)[target]
        events = np.empty((2, (1 << sources) - 1, len(law)))
        for chosen in range(1, 1 << sources):
            code = np.zeros(len(law), int)
            for i in range(sources):
                if chosen >> i & 1:
                    code = code * base + rows[:, i]
            for joint in (0, 1):
                key = code * base + target if joint else code
                if base ** (sources + joint) > 1e6:
                    key = np.unique(key, return_inverse=True)[1]
                events[joint, chosen - 1] = np.bincount(key, law)[key]
        plus, minus = -np.log(matrix @ events[0]), -np.log(matrix @ events[1] / of_target)
        return sorted((inverse @ ((plus - minus) @ law)).tolist())

    return run


def broja(tables):
    laws = full_laws(tables).reshape(tables, 3, 3, 3)

    def run():
        # Newton's method on the logarithmic barrier, all tables at once, in the 12 directions that keep the margins.
        margins = []
        for s in range(3):
            for y in range(3):
                for axis in (0, 1):
                    cell = np.zeros((3, 3, 3))
                    cell[(s, slice(None), y) if axis == 0 else (slice(None), s, y)] = 1
                    margins.append(cell.ravel())
        free = np.linalg.svd(np.array(margins))[2][15:].T
        pairs = np.kron(np.eye(9), np.ones((3, 3)))
        of_y = laws.sum((1, 2))
        q = np.einsum("tay,tby->taby", laws.sum(2), laws.sum(1)) / of_y[:, None, None]
        q = q.reshape(tables, 27)
        mu = 1e-2
        while mu > 1e-11:
            for _ in range(3):
                total = q @ pairs
                slope = np.log(q / total) - mu / q
                curve = free.T @ ((1 / q + mu / q**2)[:, :, None] * free - (pairs @ free) / total[:, :, None])
                step = -np.linalg.solve(curve, (slope @ free)[:, :, None])[:, :, 0] @ free.T
                worst = (-step / q).max(1)
                q = q + np.minimum(1, 0.95 / np.maximum(worst, 1e-300))[:, None] * step
            mu *= 0.1
        total = q @ pairs
        union = (q * np.log(q / total)).sum(1) - special.xlogy(of_y, of_y).sum(1)
        return [float(union.mean()), float(union.min()), float(union.max())]

    return run


CASES = {
    "ksg-mi": ksg_information,
    "ksg-cmi": ksg_conditional,
    "ksg-te": ksg_transfer,
    "discrete-te": discrete_transfer,
    "gaussian-te": gaussian_transfer,
    "power-law": power_law,
    "power-law-search": power_law_search,
    "power-law-compare": power_law_compare,
    "branching": regression,
    "isx": shared_exclusions,
    "broja": broja,
}


def timed(run, least):
    """The mean over as many runs as take so many seconds, at least one."""
    repeats = 0
    cpu, wall = time.process_time(), time.perf_counter()
    while repeats == 0 or time.process_time() - cpu < least:
        values = run()
        repeats += 1
    return {
        "seconds": (time.process_time() - cpu) / repeats,
        "wall": (time.perf_counter() - wall) / repeats,
        "values": [float(v) for v in values],
    }


def main():
    version = f"Python {sys.version.split()[0]}, NumPy {np.__version__}, SciPy {scipy.__version__}"
    print(json.dumps({"implementation": version}), flush=True)
    # Trial points of a search may overflow; what it ends with is compared with Gyre's value.
    np.seterr(over="ignore", invalid="ignore")
    warnings.simplefilter("ignore", optimize.OptimizeWarning)
    key = run = None
    for line in sys.stdin:
        if line != key:
            key, request = line, json.loads(line)
            run = CASES[request.pop("case")](**request)
            answer = timed(run, 0)
            # A long case gains nothing from a second first run.
            long = answer["seconds"] > 1
            print(json.dumps(answer if long else timed(run, 0.2)), flush=True)
        else:
            print(json.dumps(timed(run, 0 if long else 0.2)), flush=True)


main()
