#!/usr/bin/env python3
"""Infomorphic neurons on dense tables in NumPy: the yardstick that `gyre bench infomorphic` measures against.

One hidden layer of pixels, labels and, with three sources, the other neurons, and a read-out of ten neurons, written
from the equations of Schneider et al. (ICLR 2025, arXiv 2412.02482) in the plain way: for each neuron a table
p[y][b_1]...[b_S] of all bins, and for every antichain of the lattice the table of P(W, y), its logarithms and R,
whatever the goal weighs it with. Labels are one-hot and laterals +-1, both by matrix products. Pixels and labels are
summed once where a batch passes twice. Single precision, as fast as plain NumPy allows without compiled extensions.

Prints one JSON object: medians over the steps in nanoseconds, by the wall clock and in CPU time; or, with --inputs,
the derivative of the goal of one neuron by the firing probability of each sample.
"""
import argparse
import itertools
import json
import os
import platform
import sys
import time

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--sources", type=int, choices=[2, 3], default=2)
parser.add_argument("--neurons", type=int, default=100)
parser.add_argument("--goal", default="0,0,1,0,0", help="weights in the order of the literature, residual entropy last")
parser.add_argument("--batch", type=int, default=1024)
parser.add_argument("--pixels", type=int, default=784)
parser.add_argument("--steps", type=int, default=3)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--inputs", help="summed inputs of one neuron: samples by commas, sources by semicolons")
args = parser.parse_args()

# The thread count of the BLAS behind NumPy is read when NumPy is loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = str(args.threads)

try:
    import numpy as np
except ImportError:
    sys.exit("NumPy is not installed")

SINGLE = np.float32
BINS = 20
RANGE = 20.0
CLAMP = 1e-6
LABELS = 10
TINY = np.finfo(SINGLE).tiny
READ_OUT_GOAL = (-0.2, 0.1, 1.0, 0.1, 0.0)
ORDER = {
    2: "1|2|1.2|12",
    3: "1.2.3|1.2|1.3|2.3|1.23|2.13|3.12|1|2|3|12.13.23|12.13|12.23|13.23|12|13|23|123",
}


class Lattice:
    """Antichains in the order of the literature as sets of masks, and what redundancies weigh in a goal."""

    def __init__(self, sources, goal):
        self.sources = sources
        self.nodes = [
            [sum(1 << (int(digit) - 1) for digit in part) for part in node.split(".")] for node in ORDER[sources].split("|")
        ]
        below = np.array([[self.below(b, a) for b in self.nodes] for a in self.nodes], float)
        *atoms, self.residual = goal
        self.weights = np.linalg.inv(below).T @ np.array(atoms)
        self.unions = [self.union(node) for node in self.nodes]

    @staticmethod
    def below(lower, upper):
        return all(any(small & large == small for small in lower) for large in upper)

    @staticmethod
    def union(node):
        """The coefficients of inclusion and exclusion by mask."""
        coefficients = {}
        for size in range(1, len(node) + 1):
            for chosen in itertools.combinations(node, size):
                mask = 0
                for part in chosen:
                    mask |= part
                coefficients[mask] = coefficients.get(mask, 0) + (-1) ** (size + 1)
        return {mask: k for mask, k in coefficients.items() if k}


class Goal:
    """The derivative of one neuron's goal by theta of each sample, over dense tables."""

    def __init__(self, lattice):
        self.lattice = lattice
        self.sources = lattice.sources
        self.shape = (2,) + (BINS,) * self.sources
        self.cells = BINS**self.sources

    def marginal(self, table, mask):
        axes = tuple(1 + s for s in range(self.sources) if not mask >> s & 1)
        return table.sum(axes, keepdims=True) if axes else table

    def combined(self, coefficients, marginals):
        total = None
        for mask, k in coefficients.items():
            term = marginals[mask] if k == 1 else k * marginals[mask]
            total = term if total is None else total + term
        return np.broadcast_to(total, self.shape)

    def gradient(self, symbols, on, off):
        place = symbols[0]
        for more in symbols[1:]:
            place = place * BINS + more
        p = np.stack([np.bincount(place, side, self.cells) for side in (off, on)]) / len(place)
        p = p.reshape(self.shape).astype(SINGLE)
        q = p.reshape(2, -1).sum(1)
        marginals = {mask: self.marginal(p, mask) for mask in range(1, 1 << self.sources)}
        slope = np.zeros(self.shape[1:], SINGLE)
        for weight, coefficients in zip(self.lattice.weights, self.lattice.unions):
            union = np.maximum(self.combined(coefficients, marginals), TINY)
            share = p / union
            r = self.combined(coefficients, {mask: self.marginal(share, mask) for mask in coefficients})
            log = np.log2(union)
            slope += SINGLE(weight) * (log[1] - log[0] + (r[1] - r[0]) * SINGLE(1 / np.log(2)) + np.log2(q[0] / q[1]))
        if self.lattice.residual:
            slope -= SINGLE(self.lattice.residual) * (np.log2(np.maximum(p[1], TINY)) - np.log2(np.maximum(p[0], TINY)))
        return slope.ravel()[place] / len(place)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def bins(x, symmetric):
    """Right-closed equal bins of each row."""
    low = -np.abs(x).max(1, keepdims=True).astype(float) if symmetric else -RANGE
    return np.clip(np.ceil((x - low) * (BINS / (-2 * low))), 1, BINS).astype(np.int64) - 1


class Adam:
    """Adam with the decay of weights in the gradient."""

    def __init__(self, values, rate, decay):
        self.values, self.rate, self.decay = values, rate, decay
        self.mean, self.square, self.count = np.zeros_like(values), np.zeros_like(values), 0

    def ascend(self, gradient):
        self.count += 1
        g = self.decay * self.values - gradient
        self.mean += 0.1 * (g - self.mean)
        self.square += 0.001 * (g * g - self.square)
        root = np.sqrt(self.square / (1 - 0.999**self.count)) + 1e-8
        self.values -= self.rate / (1 - 0.9**self.count) * self.mean / root


class Layer:
    """Neurons of two sources, r [k1 + 2 (1 - k1) sigma(2 r c)], or three, r [.8 + .1 sigma(2 r c) + .1 sigma(2 r l)]."""

    def __init__(self, rng, neurons, inputs, goal, share, rate, decay):
        self.goal, self.share, self.sources = Goal(Lattice(len(inputs), goal)), share, len(inputs)
        self.symmetric = self.sources == 2
        self.weights, self.biases = [], []
        for count in inputs:
            bound = 1 / np.sqrt(count)
            self.weights.append(Adam(rng.uniform(-bound, bound, (neurons, count)).astype(SINGLE), rate, decay))
            self.biases.append(Adam(rng.uniform(-bound, bound, (neurons, 1)).astype(SINGLE), rate, decay))

    def sum(self, source, x):
        """The summed inputs of one class, [neuron][sample], of activity [unit][sample]."""
        return self.weights[source].values @ x + self.biases[source].values

    def fire(self, inputs):
        """The firing probabilities, those of silence, and the slopes of the drive by the inputs."""
        r, c = inputs[:2]
        if self.sources == 2:
            s = sigmoid(2 * r * c)
            d = s * (1 - s)
            part = SINGLE(2 * (1 - self.share))
            gain = self.share + part * s
            self.slopes = [gain + part * 2 * r * c * d, part * 2 * r * r * d]
        else:
            one, two = sigmoid(2 * r * c), sigmoid(2 * r * inputs[2])
            d1, d2 = one * (1 - one), two * (1 - two)
            gain = SINGLE(0.8) + SINGLE(0.1) * (one + two)
            self.slopes = [gain + SINGLE(0.2) * r * (c * d1 + inputs[2] * d2), SINGLE(0.2) * r * r * d1, SINGLE(0.2) * r * r * d2]
        drive = r * gain
        self.on, self.off = sigmoid(drive), sigmoid(-drive)
        if self.symmetric:
            self.on, self.off = np.clip(self.on, CLAMP, 1 - CLAMP), np.clip(self.off, CLAMP, 1 - CLAMP)
        return self.on

    def slopes_of_goal(self, inputs):
        symbols = [bins(x, self.symmetric) for x in inputs]
        return np.stack([
            self.goal.gradient([s[n] for s in symbols], self.on[n], self.off[n]) for n in range(len(self.on))
        ])

    def learn(self, activities, inputs):
        delta = self.slopes_of_goal(inputs) * self.on * self.off
        for source, x in enumerate(activities):
            factor = (delta * self.slopes[source]).astype(SINGLE)
            gradient = factor @ x.T
            if source == 2:
                np.fill_diagonal(gradient, 0)
            self.weights[source].ascend(gradient)
            self.biases[source].ascend(factor.sum(1, keepdims=True))


class Network:
    def __init__(self, rng):
        goal = tuple(float(weight) for weight in args.goal.split(","))
        inputs = [args.pixels, LABELS, args.neurons][: args.sources]
        self.rng = rng
        self.hidden = Layer(rng, args.neurons, inputs, goal, 0.9, 0.002, 3.5e-4)
        if args.sources == 3:
            np.fill_diagonal(self.hidden.weights[2].values, 0)
        self.read_out = Layer(rng, LABELS, [args.neurons, LABELS], READ_OUT_GOAL, 1.0, 0.003, 1.5e-4)

    def draw(self, on):
        return np.where(self.rng.random(on.shape, SINGLE) < on, SINGLE(1), SINGLE(-1))

    def step(self, pixels, labels):
        hidden, read_out = self.hidden, self.read_out
        activities = [pixels, labels]
        inputs = [hidden.sum(0, pixels), hidden.sum(1, labels)]
        if args.sources == 3:
            silent = np.broadcast_to(hidden.biases[2].values, inputs[0].shape)
            activities.append(self.draw(hidden.fire(inputs + [silent])))
            inputs.append(hidden.sum(2, activities[2]))
        fired = self.draw(hidden.fire(inputs))
        hidden.learn(activities, inputs)
        read_out.weights[1].values[:] = np.eye(LABELS)
        seen = [read_out.sum(0, fired), read_out.sum(1, labels)]
        read_out.fire(seen)
        read_out.learn([fired, labels], seen)


def timed(work):
    """Wall-clock and CPU nanoseconds of one call."""
    wall, cpu = time.perf_counter_ns(), time.process_time_ns()
    work()
    return np.array([time.perf_counter_ns() - wall, time.process_time_ns() - cpu], float)


def batch(rng):
    """Ten classes of images of mean 0 and standard deviation 1: a figure each, and noise."""
    classes = rng.integers(LABELS, size=args.batch)
    figures = rng.standard_normal((args.pixels, LABELS))
    pixels = figures[:, classes] + 0.5 * rng.standard_normal((args.pixels, args.batch))
    pixels = (pixels - pixels.mean()) / pixels.std()
    return pixels.astype(SINGLE), np.eye(LABELS, dtype=SINGLE)[:, classes]


def peak_megabytes():
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def main():
    network = Network(np.random.default_rng(args.seed))
    if args.inputs:
        inputs = [np.array([row.split(",")], float).astype(SINGLE) for row in args.inputs.split(";")]
        network.hidden.fire(inputs)
        print(json.dumps({"gradient": [float(g) for g in network.hidden.slopes_of_goal(inputs)[0]]}))
        return
    pixels, labels = batch(np.random.default_rng(args.seed + 1))
    network.step(pixels, labels)
    wall, cpu = np.median([timed(lambda: network.step(pixels, labels)) for _ in range(args.steps)], 0)
    print(json.dumps({
        "implementation": "NumPy " + np.__version__ + ", Python " + platform.python_version(),
        "sources": args.sources, "neurons": args.neurons, "steps": args.steps, "threads": args.threads,
        "wall_ns": wall, "cpu_ns": cpu, "peak_mb": peak_megabytes(),
    }))


if __name__ == "__main__":
    main()
