"""Stationary law of a Boltzmann machine and its flux I[x(t);x(t+1)], in plain NumPy.

One step of the chain is a matrix product of half-state factors, as fast as NumPy's BLAS; power iteration until the law
changes by less than 1e-12. Reads the weights as text from the command line; prints one JSON object.
"""

import argparse
import json
import time

import numpy as np


def half_words(on, off):
    """Probabilities of all words of some units, first unit in the lowest bit: (states, 2^units)."""
    words = np.ones((on.shape[0], 1))
    for i in range(on.shape[1]):
        words = np.concatenate((words * off[:, i : i + 1], words * on[:, i : i + 1]), axis=1)
    return words


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", required=True)
    parser.add_argument("--limit", type=int, default=2000)
    options = parser.parse_args()
    numbers = np.array([float(text) for text in options.weights.split(",")])
    n = int(round(len(numbers) ** 0.5))
    weights = numbers.reshape(n, n)

    begin = time.perf_counter()
    states = 1 << n
    low = n - n // 2
    x = 2.0 * ((np.arange(states)[:, None] >> np.arange(n)) & 1) - 1
    u = x @ weights.T
    on = 1 / (1 + np.exp(-u))
    off = 1 / (1 + np.exp(u))
    block = min(states, 4096)
    keep = n <= 14
    factors = []

    def factor(start):
        rows = slice(start, start + block)
        return half_words(on[rows, low:], off[rows, low:]), half_words(on[rows, :low], off[rows, :low])

    if keep:
        factors = [factor(start) for start in range(0, states, block)]
    law = np.full(states, 1 / states)
    steps = 0
    change = 1.0
    while change > 1e-12 and steps < options.limit:
        product = np.zeros((1 << (n // 2), 1 << low))
        for k, start in enumerate(range(0, states, block)):
            high_words, low_words = factors[k] if keep else factor(start)
            product += (law[start : start + block, None] * high_words).T @ low_words
        new = product.reshape(-1)
        change = np.abs(new - law).sum()
        law = new
        steps += 1
    entropy = -np.sum(law * np.log2(law))
    divergence = -np.sum(law[:, None] * (on * np.log2(on) + off * np.log2(off)))
    seconds = time.perf_counter() - begin
    print(
        json.dumps(
            {
                "implementation": "NumPy " + np.__version__,
                "seconds": seconds,
                "steps": steps,
                "information": entropy - divergence,
                "residual": change,
            }
        )
    )


main()
