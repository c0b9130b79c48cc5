#!/usr/bin/env python3
"""A network of leaky integrate-and-fire units in NumPy: one of the yardsticks of `gyre bench lif`.

Inputs - LIF units - LIF read-out, V_t = beta V_{t-1} (1 - S_{t-1}) + W x_t + b, S_t = [V_t > 1], reset to zero
without a gradient, surrogate 1 / (25 |V - 1| + 1)^2, cross entropy of the potentials of the read-out summed over the
steps, Adam. Single precision, one Python step of the network after another forward and backward, as most programs are
written; only the products with all steps that need no loop (gradients of weights) are done at once.

Prints one JSON object: medians over the training steps in nanoseconds, by the wall clock and in CPU time. With
--check, reads a network and a batch as JSON and prints the loss and the norms of its gradients in double precision.
"""
import argparse
import json
import os
import platform
import sys
import time

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--inputs", type=int, default=784)
parser.add_argument("--units", type=int, default=100)
parser.add_argument("--outputs", type=int, default=10)
parser.add_argument("--batch", type=int, default=128)
parser.add_argument("--time-steps", type=int, default=25)
parser.add_argument("--rate", type=float, default=0.1)
parser.add_argument("--constant", action="store_true", help="the same currents at each step, up to twice the rate")
parser.add_argument("--steps", type=int, default=5, help="training steps that are timed")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--check", help="weights, biases, spikes and labels; print the loss and gradients")
args = parser.parse_args()

# The thread count of the BLAS behind NumPy is read when NumPy is loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = str(args.threads)

try:
    import numpy as np
except ImportError:
    sys.exit("NumPy is not installed")

BETA, THRESHOLD, STEEPNESS, RATE = 0.95, 1.0, 25.0, 5e-4


class Layer:
    def __init__(self, weights, bias):
        self.parameters = [weights, bias]
        self.gradients = [np.zeros_like(weights), np.zeros_like(bias)]

    def rest(self, steps, samples):
        weights = self.parameters[0]
        self.heard = []
        self.potentials = np.empty((steps, samples, weights.shape[1]), weights.dtype)
        self.spikes = np.empty_like(self.potentials)

    def step(self, t, x):
        weights, bias = self.parameters
        v = x @ weights + bias
        if t:
            v += BETA * self.potentials[t - 1] * (1 - self.spikes[t - 1])
        self.heard.append(x)
        self.potentials[t] = v
        self.spikes[t] = v > THRESHOLD
        return self.spikes[t]

    def back(self, on_spikes, on_potentials):
        """Sends back dL/dS and dL/dV; either may be None. Gives dL/dI."""
        on_currents = np.empty_like(self.potentials)
        later = 0
        for t in reversed(range(len(on_currents))):
            v = self.potentials[t]
            g = BETA * (1 - self.spikes[t]) * later
            if on_spikes is not None:
                g = g + on_spikes[t] / (STEEPNESS * np.abs(v - THRESHOLD) + 1) ** 2
            if on_potentials is not None:
                g = g + on_potentials
            on_currents[t] = later = g
        flat = on_currents.reshape(-1, on_currents.shape[-1])
        heard = np.stack(self.heard).reshape(-1, self.parameters[0].shape[0])
        self.gradients = [heard.T @ flat, flat.sum(0)]
        return on_currents


class Adam:
    def __init__(self, layers):
        self.layers, self.count = layers, 0
        self.moments = [[(np.zeros_like(p), np.zeros_like(p)) for p in layer.parameters] for layer in layers]

    def step(self):
        self.count += 1
        for layer, moments in zip(self.layers, self.moments):
            for p, g, (mean, square) in zip(layer.parameters, layer.gradients, moments):
                mean += 0.1 * (g - mean)
                square += 0.001 * (g * g - square)
                root = np.sqrt(square / (1 - 0.999**self.count)) + 1e-8
                p -= RATE / (1 - 0.9**self.count) * mean / root


def learn(hidden, output, x, labels):
    """Loss and gradients of a batch [step][sample][input]."""
    steps, samples = x.shape[:2]
    hidden.rest(steps, samples)
    output.rest(steps, samples)
    for t in range(steps):
        output.step(t, hidden.step(t, x[t]))
    score = output.potentials.sum(0)
    share = np.exp(score - score.max(1, keepdims=True))
    share /= share.sum(1, keepdims=True)
    every = np.arange(samples)
    loss = -np.log(share[every, labels]).mean()
    share[every, labels] -= 1
    back = output.back(None, share / score.dtype.type(samples))
    hidden.back([g @ output.parameters[0].T for g in back], None)
    return loss


def peak_megabytes():
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def check():
    given = json.loads(args.check)
    layers = [Layer(np.array(w, float), np.array(b, float)) for w, b in given["layers"]]
    loss = learn(*layers, np.array(given["input"], float), np.array(given["labels"]))
    norms = [float(np.linalg.norm(g)) for layer in layers for g in layer.gradients]
    print(json.dumps({"loss": float(loss), "norms": norms}))


def main():
    rng = np.random.default_rng(args.seed)
    single = np.float32

    def layer(inputs, units):
        bound = 1 / np.sqrt(inputs)
        return Layer(rng.uniform(-bound, bound, (inputs, units)).astype(single), rng.uniform(-bound, bound, units).astype(single))

    hidden, output = layer(args.inputs, args.units), layer(args.units, args.outputs)
    shape = (args.time_steps, args.batch, args.inputs)
    if args.constant:
        x = np.broadcast_to((2 * args.rate * rng.random(shape[1:])).astype(single), shape)
    else:
        x = (rng.random(shape) < args.rate).astype(single)
    labels = rng.integers(args.outputs, size=args.batch)
    adam = Adam([hidden, output])
    wall, cpu = [], []
    for k in range(args.steps + 1):
        times = time.perf_counter_ns(), time.process_time_ns()
        loss = learn(hidden, output, x, labels)
        adam.step()
        if k:
            wall.append(time.perf_counter_ns() - times[0])
            cpu.append(time.process_time_ns() - times[1])
    print(json.dumps({
        "implementation": "NumPy " + np.__version__ + ", Python " + platform.python_version(),
        "forms": {"loop": {"wall_ns": float(np.median(wall)), "cpu_ns": float(np.median(cpu)), "loss": float(loss)}},
        "peak_mb": peak_megabytes(),
    }))


if __name__ == "__main__":
    check() if args.check else main()
