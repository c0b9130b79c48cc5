/// How units store information and pass it on from step to step.
///
/// From a recording: [org.gyre.measure.transfer.TransferEntropy] between units or groups of units,
/// [org.gyre.measure.transfer.ActiveStorage] and [org.gyre.measure.transfer.PredictiveInformation]
/// within one, [org.gyre.measure.transfer.EntropyRate] for what stays open. All take a
/// [org.gyre.measure.entropy.SymbolSeries] and an estimator of
/// [org.gyre.measure.entropy.DiscreteEntropy].
///
/// From a known network: [org.gyre.measure.transfer.ExactTransfer] gives the values that those estimate.
@NullMarked
package org.gyre.measure.transfer;

import org.jspecify.annotations.NullMarked;
