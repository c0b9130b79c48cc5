#!/usr/bin/env python3
"""Gradients of a small network of LIF units by PyTorch's automatic differentiation, in double precision.

The network, its input and its labels follow integer formulas, so that any program can rebuild them:
12 inputs, 7 LIF units, a read-out of 4 leaky integrators, 5 samples of 30 steps. For each mode and
surrogate one line: mode, surrogate, loss, then for the gradient of each of W1, b1, leak, W2, b2 the
Euclidean norm and the sum of cos(i) g_i over its entries in row-major order.

    python3 lif_gradients.py > lif-gradients.csv
    python3 lif_gradients.py --recurrent > lif-recurrent-gradients.csv

The second table is of a network whose LIF units hear each other's last spikes and have thresholds of
their own: the same numbers, and those of the gradients of recurrent weights and of thresholds.
"""
import math
import sys

import torch

torch.set_default_dtype(torch.float64)
B, T, IN, H, OUT = 5, 30, 12, 7, 4

x = torch.tensor([[[1.0 if (((i + 1) * 73856093) ^ ((b + 1) * 19349663) ^ ((t + 1) * 83492791)) % 1000 < 300 else 0.0
                    for i in range(IN)] for t in range(T)] for b in range(B)])
w1 = torch.tensor([[((((j + 1) * 7919 + (i + 1) * 104729) % 2001) - 850) / 1500 for j in range(H)] for i in range(IN)])
b1 = torch.tensor([0.01 * (j - 3) for j in range(H)])
leak = torch.tensor([0.05 * (j + 1) for j in range(H)])
w2 = torch.tensor([[((((k + 1) * 5003 + (j + 1) * 15485863) % 2001) - 1000) / 2000 for k in range(OUT)] for j in range(H)])
b2 = torch.tensor([0.002 * (k - 1) for k in range(OUT)])
recurrent = torch.tensor([[((((j + 1) * 6151 + (i + 1) * 49157) % 2001) - 1100) / 2500 for j in range(H)] for i in range(H)])
thresholds = torch.tensor([0.8 + 0.07 * j for j in range(H)])
labels = torch.tensor([b % OUT for b in range(B)])

SURROGATES = {
    "flat": lambda u: torch.ones_like(u),
    "superspike": lambda u: 1 / (10 * u.abs() + 1) ** 2,
    "sigmoid": lambda u: torch.sigmoid(10 * u) * (1 - torch.sigmoid(10 * u)),
    "sigmoid-scaled": lambda u: 4 * torch.sigmoid(4 * u) * (1 - torch.sigmoid(4 * u)),
    "esser": lambda u: (1 - 2 * u.abs()).clamp(min=0),
    "arctan": lambda u: 1 / (1 + (math.pi * u) ** 2),
    "gaussian": lambda u: torch.exp(-4 * u * u),
    "boxcar": lambda u: (2 * u.abs() <= 1).double(),
}


def step(name, above):
    class Step(torch.autograd.Function):
        @staticmethod
        def forward(ctx, u):
            ctx.save_for_backward(u)
            return ((u > 0) if above else (u >= 0)).double()

        @staticmethod
        def backward(ctx, g):
            return g * SURROGATES[name](ctx.saved_tensors[0])

    return Step.apply


def heard(cur, out, t, r):
    """The currents of a step, with what the spikes of the last one bring."""
    return cur[:, t] if r is None or t == 0 else cur[:, t] + out[-1] @ r


def gerum(cur, l, name, th=1.0, r=None):
    theta = step(name, False)
    v, out = torch.zeros_like(cur[:, 0]), []
    for t in range(T):
        v = torch.relu(heard(cur, out, t, r) + (1 - l) * v * (v <= th).double().detach())
        out.append(theta(v - th))
    return out


def snntorch(cur, l, name, th=1.0, r=None):
    theta = step(name, True)
    v, out = torch.zeros_like(cur[:, 0]), []
    for t in range(T):
        reset = (v > th).double().detach()
        v = (1 - l) * v + heard(cur, out, t, r) - reset * th
        out.append(theta(v - th))
    return out


def subtract(cur, l, name, th=1.0, r=None):
    """Subtracts at once, before the leak, with gradients through the reset."""
    theta = step(name, True)
    v, out = torch.zeros_like(cur[:, 0]), []
    for t in range(T):
        v = (1 - l) * v + heard(cur, out, t, r)
        s = theta(v - th)
        out.append(s)
        v = v - s * th
    return out


def norse(cur, l, name, th=1.0, r=None):
    theta = step(name, True)
    v, out = torch.zeros_like(cur[:, 0]), []
    for t in range(T):
        v = v + l * (heard(cur, out, t, r) - v)
        s = theta(v - th)
        out.append(s)
        v = (1 - s.detach()) * v
    return out


def spikingjelly(cur, l, name, th=1.0, r=None):
    theta = step(name, False)
    v, out = torch.zeros_like(cur[:, 0]), []
    for t in range(T):
        v = v + (heard(cur, out, t, r) - v) * l
        s = theta(v - th)
        out.append(s)
        v = (1 - s) * v
    return out


def spyx(cur, l, name, th=1.0, r=None):
    theta = step(name, True)
    v, out = torch.zeros_like(cur[:, 0]), []
    for t in range(T):
        s = theta(v - th)
        v = (1 - l) * v + heard(cur, out, t, r) - s * th
        out.append(s)
    return out


def refractory(cur, l, name, th=1.0, r=None):
    theta = step(name, False)
    v, hold, out = torch.zeros_like(cur[:, 0]), torch.zeros_like(cur[:, 0]), []
    for t in range(T):
        hold = (v >= th).double().detach() * 3 + (hold - 1).clamp(min=0)
        v = (heard(cur, out, t, r) + (1 - l) * v) * (hold <= 0).double()
        out.append(theta(v - th))
    return out


def detached(mode):
    """A mode with another choice of gradients through the reset."""
    def run(cur, l, name, th=1.0, r=None):
        theta = step(name, True)
        v, out = torch.zeros_like(cur[:, 0]), []
        for t in range(T):
            if mode == "later-through":
                v = (1 - l) * v + heard(cur, out, t, r) - theta(v - th) * th
            else:
                v = (1 - l) * v + heard(cur, out, t, r)
            s = theta(v - th)
            out.append(s)
            if mode == "subtract-detached":
                v = v - s.detach() * th
            if mode == "zero-through":
                v = v * (1 - s)
        return out
    return run


MODES = {"gerum-2021": gerum, "snntorch": snntorch, "subtract": subtract, "norse": norse,
         "spikingjelly": spikingjelly, "spyx": spyx, "arxiv-v2": refractory}

RECURRENT_MODES = {key: MODES[key] for key in MODES if key != "spyx"}
RECURRENT_MODES.update({key: detached(key) for key in ("later-through", "subtract-detached", "zero-through")})
NAMES = ("w1", "b1", "leak", "w2", "b2")


def line(mode, name, loops):
    start = (w1, b1, leak, w2, b2) + ((recurrent, thresholds) if loops else ())
    p = [q.clone().requires_grad_() for q in start]
    if loops:
        out = RECURRENT_MODES[mode](x @ p[0] + p[1], p[2], name, p[6], p[5])
    else:
        out = MODES[mode](x @ p[0] + p[1], p[2], name)
    y = torch.zeros(B, OUT)
    for s in out:
        y = torch.relu(s @ p[3] + p[4] + y)
    loss = ((torch.softmax(y, 1) - torch.nn.functional.one_hot(labels, OUT)) ** 2).mean()
    loss.backward()
    numbers = [float(loss.detach()), float(sum(float(s.detach().sum()) for s in out))]
    for q in p:
        g = q.grad.reshape(-1)
        numbers += [float(g.norm()), float((torch.cos(torch.arange(len(g)).double()) * g).sum())]
    return ",".join([mode, name] + [repr(v) for v in numbers])


if __name__ == "__main__":
    loops = "--recurrent" in sys.argv
    names = NAMES + (("recurrent", "threshold") if loops else ())
    print("mode,surrogate,loss,spikes," + ",".join(f"{q}_norm,{q}_cos" for q in names))
    for mode in RECURRENT_MODES if loops else MODES:
        for name in ("superspike", "arctan", "esser") if loops else SURROGATES:
            print(line(mode, name, loops))
