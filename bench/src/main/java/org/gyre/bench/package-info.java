/// Times Gyre's kernels, and its peers on the same work.
///
/// Start with [org.gyre.bench.InfomaxBenchmark] (`gyre bench infomax`): recurrent infomax against a
/// NumPy program that does the same (`bench/peers/infomax_numpy.py`). Both are measured in turns on
/// one thread, and in CPU time, so that other work on the machine disturbs neither the numbers nor
/// their ratio much; where it takes more than a little of the processor, the report says so.
/// [org.gyre.bench.FluxBenchmark] and [org.gyre.bench.InfomorphicBenchmark] do the same for exact
/// flux and for infomorphic networks, [org.gyre.bench.LifBenchmark] for networks of leaky
/// integrate-and-fire units, there also beside PyTorch, and [org.gyre.bench.AdversarialBenchmark] for
/// adversarial inference. The measures stand beside a NumPy and SciPy program in
/// [org.gyre.bench.measures]. Single kernels have JMH benchmarks among the tests of this module
/// (`KernelBenchmarks`).
@NullMarked
package org.gyre.bench;

import org.jspecify.annotations.NullMarked;
