#!/usr/bin/env python3
"""Adversarial inference in PyTorch: the yardstick of `gyre bench adversarial`.

The same network, losses and optimisers, written as in tutorials: modules, automatic differentiation also through the slope
of the discriminators, torch.optim.Adam. An update is one step of the discriminators on fresh activity of both phases, then
one of the inference pathway and, where it learns, of the generative one.

Prints one JSON object: medians over blocks of updates in nanoseconds per update, wall clock and CPU time.
"""
import argparse
import json
import os
import platform
import statistics
import sys
import time

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--sizes", default="64,32,16", help="numbers of each layer, from the input up")
parser.add_argument("--hidden", type=int, default=64, help="units between the layers of a generator that learns; 0: a given linear world")
parser.add_argument("--batch", type=int, default=128)
parser.add_argument("--critic", type=int, default=64, help="units in each of the two layers of a discriminator")
parser.add_argument("--steps", type=int, default=2, help="of the recurrent layers")
parser.add_argument("--updates", type=int, default=100, help="that are timed")
parser.add_argument("--seed", type=int, default=1)
args = parser.parse_args()

# OpenBLAS reads its thread count when it is loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

try:
    import torch
    from torch import nn
    from torch.nn.functional import softplus
except ImportError:
    sys.exit("PyTorch is not installed")

PENALTY, AVERAGE, IMAGES, BLOCKS = 0.05, 0.98, 1297, 5
SIZES = [int(n) for n in args.sizes.split(",")]


class Linear(nn.Module):
    """z = F x + L z + s e, over some steps."""

    def __init__(self, below, count):
        super().__init__()
        self.input = nn.Parameter(0.1 * torch.randn(count, below))
        self.lateral = nn.Parameter(0.1 * torch.randn(count, count))
        self.log_noise = nn.Parameter(torch.full((count,), -0.5))

    def forward(self, x):
        drive, noise = x @ self.input.T, self.log_noise.exp()
        z = drive + noise * torch.randn_like(drive)
        for _ in range(1, args.steps):
            z = drive + z @ self.lateral.T + noise * torch.randn_like(drive)
        return z


class Rate(nn.Module):
    """z = f(F x + b + L z + s e), over some steps."""

    def __init__(self, below, count, saturate):
        super().__init__()
        self.input = nn.Linear(below, count)
        self.lateral = nn.Parameter(0.1 / count ** 0.5 * torch.randn(count, count))
        self.log_noise = nn.Parameter(torch.full((count,), -1.5))
        self.squash = torch.tanh if saturate else (lambda z: z)

    def forward(self, x):
        drive, noise = self.input(x), self.log_noise.exp()
        z = self.squash(drive + noise * torch.randn_like(drive))
        for _ in range(1, args.steps):
            z = self.squash(drive + z @ self.lateral.T + noise * torch.randn_like(drive))
        return z


class Critic(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        n = args.critic
        self.layers = nn.Sequential(
            nn.Linear(inputs, n), nn.LeakyReLU(0.2), nn.Linear(n, n), nn.LeakyReLU(0.2), nn.Linear(n, 1))

    def forward(self, lower, upper):
        return self.layers(torch.cat([lower, upper], 1)).squeeze(1)


class World:
    """A given chain of linear layers with normal noise 0.5."""
    noise = 0.5

    def __init__(self):
        self.matrices = [torch.randn(a, b) / b ** 0.5 for a, b in zip(SIZES, SIZES[1:])]

    def mean(self, layer, above):
        return above @ self.matrices[layer].T


class Generation(nn.Module):
    noise = 0.1

    def __init__(self):
        super().__init__()
        n = args.hidden
        self.ways = nn.ModuleList(
            nn.Sequential(nn.Linear(b, n), nn.LeakyReLU(0.2), nn.Linear(n, a), nn.Tanh())
            for a, b in zip(SIZES, SIZES[1:]))

    def mean(self, layer, above):
        return self.ways[layer](above)


class Learner:
    def __init__(self):
        learns = args.hidden > 0
        last = len(SIZES) - 2
        self.layers = nn.ModuleList(
            Rate(a, b, k < last) if learns else Linear(a, b) for k, (a, b) in enumerate(zip(SIZES, SIZES[1:])))
        self.critics = nn.ModuleList(Critic(a + b) for a, b in zip(SIZES, SIZES[1:]))
        self.generation = Generation() if learns else World()
        self.learned = list(self.generation.parameters()) if learns else []
        self.images = 2 * torch.rand(IMAGES, SIZES[0]) - 1
        adam = lambda p: torch.optim.Adam(p, 1e-3, betas=(0, 0.9))
        self.of_layers, self.of_critics = adam(self.layers.parameters()), adam(self.critics.parameters())
        self.of_generation = adam(self.learned) if learns else None
        self.averages = [p.detach().clone() for p in self.averaged()]

    def averaged(self):
        return list(self.layers.parameters()) + self.learned

    def data(self):
        if not self.learned:
            return self.sleep()[0]
        x = self.images[torch.randint(IMAGES, (args.batch,))]
        return x + self.generation.noise * torch.randn_like(x)

    def wake(self):
        activity = [self.data()]
        for layer in self.layers:
            activity.append(layer(activity[-1]))
        return activity

    def sleep(self):
        activity = [torch.randn(args.batch, SIZES[-1])]
        for k in reversed(range(len(SIZES) - 1)):
            mean = self.generation.mean(k, activity[0])
            activity.insert(0, mean + self.generation.noise * torch.randn_like(mean))
        return activity

    def update(self):
        with torch.no_grad():
            wake, sleep = self.wake(), self.sleep()
        self.critics.requires_grad_(True)
        self.of_critics.zero_grad()
        total = 0
        for k, critic in enumerate(self.critics):
            pair = [torch.cat([wake[k + i], sleep[k + i]]).requires_grad_() for i in (0, 1)]
            out = critic(*pair)
            slope = torch.cat(torch.autograd.grad(out.sum(), pair, create_graph=True), 1)
            total = (total + softplus(-out[:args.batch]).mean() + softplus(out[args.batch:]).mean()
                     + PENALTY * slope.pow(2).sum(1).mean())
        total.backward()
        self.of_critics.step()
        self.critics.requires_grad_(False)  # only what they say to the pathways is needed now

        wake = self.wake()
        self.of_layers.zero_grad()
        loss = sum(softplus(c(wake[k], wake[k + 1])).mean() for k, c in enumerate(self.critics))
        if self.learned:
            self.of_generation.zero_grad()
            given = [z.detach() for z in wake]
            variance = self.generation.noise ** 2
            loss = loss + sum((self.generation.mean(k, given[k + 1]) - given[k]).pow(2).mean() / (2 * variance)
                              for k in range(len(SIZES) - 1))
            dream = self.sleep()
            loss = loss + sum(softplus(-c(dream[k], dream[k + 1])).mean() for k, c in enumerate(self.critics))
        loss.backward()
        self.of_layers.step()
        if self.learned:
            self.of_generation.step()
        with torch.no_grad():
            for average, p in zip(self.averages, self.averaged()):
                average.mul_(AVERAGE).add_(p, alpha=1 - AVERAGE)


def peak_megabytes():
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def main():
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    learner = Learner()
    for _ in range(20):
        learner.update()
    each = max(1, args.updates // BLOCKS)
    wall, cpu = [], []
    for _ in range(BLOCKS):
        clock, processor = time.perf_counter_ns(), time.process_time_ns()
        for _ in range(each):
            learner.update()
        cpu.append((time.process_time_ns() - processor) / each)
        wall.append((time.perf_counter_ns() - clock) / each)
    count = lambda parameters: sum(p.numel() for p in parameters)
    print(json.dumps({
        "implementation": "PyTorch " + torch.__version__ + ", Python " + platform.python_version(),
        "weights": [count(learner.layers.parameters()), count(learner.critics.parameters()), count(learner.learned)],
        "wall_ns": statistics.median(wall), "cpu_ns": statistics.median(cpu), "peak_mb": peak_megabytes(),
    }))


if __name__ == "__main__":
    main()
