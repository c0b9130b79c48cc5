/// How units store information and pass it on from step to step.
///
/// From a recording: [org.gyre.measure.transfer.TransferEntropy] between units or groups of units,
/// [org.gyre.measure.transfer.ActiveStorage] and [org.gyre.measure.transfer.PredictiveInformation]
/// within one, [org.gyre.measure.transfer.EntropyRate] for what stays open. The first three take any
/// [org.gyre.measure.series.Series] and any [org.gyre.measure.mutualinfo.InformationEstimator] for it.
///
/// From a known network: [org.gyre.measure.transfer.ExactTransfer] gives the values that those estimate.
@NullMarked
package org.gyre.measure.transfer;

import org.jspecify.annotations.NullMarked;
