#!/usr/bin/env python3
"""Recurrent infomax in NumPy: the yardstick that `gyre bench infomax` measures against.

One block of the network of Tanaka, Kaneko and Aoyagi (Neural Computation 21:1038, 2009; eqs. 1-4 and appendix A),
written from the equations and as fast as plain NumPy allows without compiled extensions:

  - the random numbers of a chunk of steps are drawn at once and turned into logistic thresholds, so that a unit fires
    exactly if its drive exceeds its threshold, and no exponential stands in the loop;
  - each step is a handful of in-place vector operations on preallocated arrays;
  - the drive is either a dense matrix-vector product or the sum of the active columns, whichever a short trial finds faster;
  - the counts behind the covariances come from matrix products over the raster of a chunk.

Prints one JSON object: medians over the repeats in nanoseconds, by the wall clock and in CPU time.
"""
import argparse
import json
import os
import platform
import sys
import time

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--units", type=int, default=50)
parser.add_argument("--rate", type=float, default=0.05, help="target probability of a spike in a step")
parser.add_argument("--p-max", type=float, default=0.95)
parser.add_argument("--steps", type=int, default=20000, help="steps of each timed run, and T of the block")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--repeats", type=int, default=3)
parser.add_argument("--dtype", choices=["float32", "float64"], default="float32")
parser.add_argument("--drive", choices=["auto", "dense", "sparse"], default="auto")
parser.add_argument("--block", action="store_true", help="also time the algebra and a whole block of 2 * steps")
args = parser.parse_args()

# The thread count of the BLAS behind NumPy is read when NumPy is loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = str(args.threads)

try:
    import numpy as np
except ImportError:
    sys.exit("NumPy is not installed")

EPSILON = 0.01
CHUNK = 4096


class Network:
    """x(t+1)_i = 1 with probability p_max / (1 + exp(-sum_j W_ij (x_j - rate) + h_i)); then h += epsilon (x - rate)."""

    def __init__(self, units, rate, p_max, seed, dtype):
        self.rng = np.random.default_rng(seed)
        self.units, self.rate, self.p_max, self.dtype = units, rate, p_max, dtype
        self.weights = self.rng.uniform(-0.5, 0.5, (units, units)).astype(dtype)
        self.columns = np.ascontiguousarray(self.weights.T)
        # The constant part of the centred drive, -W rate, is kept inside the threshold.
        self.h = (np.log(p_max / rate - 1) + self.weights.sum(1) * rate).astype(dtype)
        self.x = np.zeros(units, dtype)
        self.drive = "dense"

    def thresholds(self, steps):
        u = self.rng.random((steps, self.units), dtype=self.dtype)
        never = u >= self.p_max
        with np.errstate(divide="ignore", invalid="ignore"):
            theta = np.log(u / (self.p_max - u))
        theta[never] = np.inf
        return theta

    def simulate(self, steps, counts=None):
        """Runs the network; adds the counts of coincidences to `counts` if given."""
        last = None
        for start in range(0, steps, CHUNK):
            theta = self.thresholds(min(CHUNK, steps - start))
            raster = np.empty(theta.shape, bool)
            (self.dense if self.drive == "dense" else self.sparse)(theta, raster)
            if counts is not None:
                last = counts.add(raster, last)

    def dense(self, theta, raster):
        weights, h, x = self.weights, self.h, self.x
        a, step = np.empty_like(h), np.empty_like(h)
        epsilon, decay = self.dtype(EPSILON), self.dtype(EPSILON * self.rate)
        dot, subtract, multiply, add, greater, copyto = np.dot, np.subtract, np.multiply, np.add, np.greater, np.copyto
        for limit, fired in zip(theta, raster):
            dot(weights, x, out=a)
            subtract(a, h, out=a)
            greater(a, limit, out=fired)
            copyto(x, fired)
            multiply(x, epsilon, out=step)
            subtract(step, decay, out=step)
            add(h, step, out=h)

    def sparse(self, theta, raster):
        columns, h = self.columns, self.h
        a = np.empty_like(h)
        epsilon, decay = self.dtype(EPSILON), self.dtype(EPSILON * self.rate)
        subtract, greater, total = np.subtract, np.greater, np.add.reduce
        active = np.flatnonzero(self.x)
        for limit, fired in zip(theta, raster):
            total(columns[active], axis=0, out=a)
            subtract(a, h, out=a)
            greater(a, limit, out=fired)
            active = fired.nonzero()[0]
            subtract(h, decay, out=h)
            h[active] += epsilon
        self.x[:] = 0
        self.x[active] = 1

    def choose_drive(self, choice):
        if choice != "auto":
            self.drive = choice
            return
        took = {}
        for self.drive in ("dense", "sparse"):
            self.simulate(200)
            took[self.drive] = timed(lambda: self.simulate(1000))[1]
        self.drive = min(took, key=took.get)


class Counts:
    """Numbers of coincidences sum_t x_i(t) x_j(t) and sum_t x_i(t+1) x_j(t), exact in float32 within a chunk."""

    def __init__(self, units):
        self.same = np.zeros((units, units))
        self.next = np.zeros((units, units))
        self.spikes = np.zeros(units)
        self.following = np.zeros(units)
        self.preceding = np.zeros(units)
        self.steps = 0
        self.pairs = 0

    def add(self, raster, last):
        y = raster.astype(np.float32)
        self.same += y.T @ y
        self.spikes += y.sum(0)
        self.steps += len(y)
        if last is not None:
            y = np.vstack([last, y])
        self.next += y[1:].T @ y[:-1]
        self.following += y[1:].sum(0)
        self.preceding += y[:-1].sum(0)
        self.pairs += len(y) - 1
        return y[-1:]

    def covariances(self, rate):
        """C and E centred with the target rate (eq. 4)."""
        r = np.full(len(self.spikes), rate)
        c = self.same / self.steps - np.outer(self.spikes / self.steps, r) - np.outer(r, self.spikes / self.steps) + np.outer(r, r)
        e = self.next / self.pairs - np.outer(self.following / self.pairs, r) - np.outer(r, self.preceding / self.pairs) + np.outer(r, r)
        return c, e


def direct(c, e, rate):
    """Information and gradient (appendix A) with the inverse of the whole 2N x 2N matrix D."""
    n = len(c)
    d = np.block([[c, e.T], [e, c]])
    information = np.linalg.slogdet(c)[1] - 0.5 * np.linalg.slogdet(d)[1]
    inverse = np.linalg.inv(d)
    v = 2 * np.linalg.inv(c) - inverse[:n, :n] - inverse[n:, n:]
    return information, gradient(c, e, v, inverse[n:, :n], rate)


def schur(c, e, rate):
    """The same by N x N matrices: S = C - E C^-1 E^T, D^-1_22 = S^-1, D^-1_21 = -S^-1 E C^-1, D^-1_11 = C^-1 - (E C^-1)^T D^-1_21."""
    c_inverse = np.linalg.inv(c)
    ec = e @ c_inverse
    s = c - ec @ e.T
    s_inverse = np.linalg.inv(s)
    d21 = -s_inverse @ ec
    v = c_inverse + ec.T @ d21 - s_inverse
    information = 0.5 * (np.linalg.slogdet(c)[1] - np.linalg.slogdet(s)[1])
    return information, gradient(c, e, v, d21, rate)


def gradient(c, e, v, d21, rate):
    """G = C V E - U / 2, with the diagonal of V set to zero."""
    np.fill_diagonal(v, 0)
    variance = rate * (1 - rate)
    u = ((1 - 2 * rate) ** 2 * e + variance**2 - e**2) * 2 * d21
    return c @ v @ e - 0.5 * u


def timed(work):
    """Wall-clock and CPU nanoseconds of one call."""
    wall, cpu = time.perf_counter_ns(), time.process_time_ns()
    work()
    return np.array([time.perf_counter_ns() - wall, time.process_time_ns() - cpu], float)


def main():
    network = Network(args.units, args.rate, args.p_max, args.seed, np.dtype(args.dtype).type)
    network.choose_drive(args.drive)
    network.simulate(min(args.steps, CHUNK), Counts(args.units))
    plain, counted, whole_inverse, half_inverse = [], [], [], []
    for _ in range(args.repeats):
        plain.append(timed(lambda: network.simulate(args.steps)))
        counts = Counts(args.units)
        counted.append(timed(lambda: network.simulate(args.steps, counts)))
        if args.block:
            c, e = counts.covariances(args.rate)
            whole_inverse.append(timed(lambda: direct(c, e, args.rate)))
            half_inverse.append(timed(lambda: schur(c, e, args.rate)))
    result = {
        "implementation": "NumPy " + np.__version__ + ", Python " + platform.python_version(),
        "units": args.units, "rate": args.rate, "p_max": args.p_max, "steps": args.steps, "seed": args.seed,
        "threads": args.threads, "dtype": args.dtype, "drive": network.drive, "repeats": args.repeats,
        "mean_rate": float(counts.spikes.mean() / counts.steps),
    }
    if args.block:
        result["information_nats"] = float(schur(*counts.covariances(args.rate), args.rate)[0])
    for clock, name in enumerate(("wall", "cpu")):
        times = {
            "simulation_ns_per_step": np.median(plain, 0)[clock] / args.steps,
            "simulation_with_covariances_ns_per_step": np.median(counted, 0)[clock] / args.steps,
        }
        if args.block:
            times["algebra_direct_ns"] = np.median(whole_inverse, 0)[clock]
            times["algebra_schur_ns"] = np.median(half_inverse, 0)[clock]
            # A block is T steps without and T steps with statistics, and the faster of the two algebras.
            times["block_ns"] = (
                np.median(plain, 0)[clock] + np.median(counted, 0)[clock]
                + min(times["algebra_direct_ns"], times["algebra_schur_ns"])
            )
        result[name] = {key: float(value) for key, value in times.items()}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
