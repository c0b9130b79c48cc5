#!/usr/bin/env python3
"""A network of leaky integrate-and-fire units in PyTorch: one of the yardsticks of `gyre bench lif`.

The network, loss and optimiser of lif_numpy.py, written in three ways:

    loop   one step of the whole network after another under automatic differentiation, as in tutorials
    fused  one product for all steps of a layer, and a hand-written gradient of the scan on whole arrays
    hoist  fused, with a constant input projected once (with --constant)

Prints one JSON object: for each form medians over the training steps in nanoseconds, wall clock and CPU time.
"""
import argparse
import json
import os
import platform
import statistics
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
args = parser.parse_args()

# OpenBLAS reads its thread count when it is loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = str(args.threads)

try:
    import torch
except ImportError:
    sys.exit("PyTorch is not installed")

BETA, THRESHOLD, STEEPNESS = 0.95, 1.0, 25.0


class Step(torch.autograd.Function):
    @staticmethod
    def forward(ctx, u):
        ctx.save_for_backward(u)
        return (u > 0).to(u.dtype)

    @staticmethod
    def backward(ctx, g):
        return g / (STEEPNESS * ctx.saved_tensors[0].abs() + 1) ** 2


class Scan(torch.autograd.Function):
    """Currents to spikes and potentials, [step][sample][unit]."""

    @staticmethod
    def forward(ctx, currents):
        potentials = torch.empty_like(currents)
        potentials[0] = currents[0]
        for t in range(1, len(currents)):
            kept = potentials[t - 1] * (potentials[t - 1] <= THRESHOLD)
            torch.add(currents[t], kept, alpha=BETA, out=potentials[t])
        ctx.save_for_backward(potentials)
        return (potentials > THRESHOLD).to(currents.dtype), potentials

    @staticmethod
    def backward(ctx, on_spikes, on_potentials):
        (potentials,) = ctx.saved_tensors
        g = (potentials - THRESHOLD).abs_().mul_(STEEPNESS).add_(1).square_()
        torch.div(on_spikes, g, out=g)
        g += on_potentials
        keep = BETA * (potentials <= THRESHOLD)
        for t in range(len(g) - 2, -1, -1):
            g[t].addcmul_(keep[t], g[t + 1])
        return g


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = torch.nn.Linear(args.inputs, args.units)
        self.output = torch.nn.Linear(args.units, args.outputs)

    def loop(self, x):
        fire = Step.apply
        v, w = x.new_zeros(args.batch, args.units), x.new_zeros(args.batch, args.outputs)
        s, r = torch.zeros_like(v), torch.zeros_like(w)
        score = 0
        for now in x:
            v = BETA * v * (1 - s.detach()) + self.hidden(now)
            s = fire(v - THRESHOLD)
            w = BETA * w * (1 - r.detach()) + self.output(s)
            r = fire(w - THRESHOLD)
            score = score + w
        return score

    def fused(self, x):
        return self.rest(self.hidden(x.reshape(-1, args.inputs)).view(len(x), args.batch, -1))

    def hoist(self, x):
        return self.rest(self.hidden(x[0]).expand(len(x), -1, -1))

    def rest(self, currents):
        spikes, _ = Scan.apply(currents)
        seen = self.output(spikes.view(-1, args.units)).view(len(currents), args.batch, -1)
        return Scan.apply(seen)[1].sum(0)


def timed(form, x, labels):
    torch.manual_seed(args.seed)
    network = Network()
    adam = torch.optim.Adam(network.parameters(), lr=5e-4)
    wall, cpu = [], []
    for k in range(args.steps + 2):
        times = time.perf_counter_ns(), time.process_time_ns()
        loss = torch.nn.functional.cross_entropy(getattr(network, form)(x), labels)
        adam.zero_grad(set_to_none=True)
        loss.backward()
        adam.step()
        if k > 1:
            wall.append(time.perf_counter_ns() - times[0])
            cpu.append(time.process_time_ns() - times[1])
    return {"wall_ns": statistics.median(wall), "cpu_ns": statistics.median(cpu), "loss": float(loss.detach())}


def product_rate():
    """GFLOP/s of the product of all steps with the weights: tells whether a good BLAS is behind PyTorch."""
    a, b = torch.randn(args.time_steps * args.batch, args.inputs), torch.randn(args.inputs, args.units)
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        a @ b
        best = min(best, time.process_time() - start)
    return 2e-9 * a.numel() * args.units / max(best, 1e-9)


def peak_megabytes():
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def main():
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed + 1)
    shape = (args.time_steps, args.batch, args.inputs)
    if args.constant:
        x = (2 * args.rate * torch.rand(shape[1:])).expand(shape)
    else:
        x = (torch.rand(shape) < args.rate).float()
    labels = torch.randint(args.outputs, (args.batch,))
    forms = ["loop", "fused"] + (["hoist"] if args.constant else [])
    print(json.dumps({
        "implementation": "PyTorch " + torch.__version__ + ", Python " + platform.python_version(),
        "gflops": product_rate(),
        "forms": {form: timed(form, x, labels) for form in forms},
        "peak_mb": peak_megabytes(),
    }))


if __name__ == "__main__":
    main()
