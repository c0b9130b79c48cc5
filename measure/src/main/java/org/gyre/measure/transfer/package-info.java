/// How a recording stores information and passes it on from step to step, from counted words.
///
/// [org.gyre.measure.transfer.TransferEntropy] between units or groups of units,
/// [org.gyre.measure.transfer.ActiveStorage] and [org.gyre.measure.transfer.PredictiveInformation]
/// within one, [org.gyre.measure.transfer.EntropyRate] for what stays open. All take a
/// [org.gyre.measure.entropy.SymbolSeries] and an estimator of
/// [org.gyre.measure.entropy.DiscreteEntropy].
///
/// What they estimate is exact for a known network in [org.gyre.measure.flux.ExactTransfer].
@NullMarked
package org.gyre.measure.transfer;

import org.jspecify.annotations.NullMarked;
