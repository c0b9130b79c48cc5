/// Are two sets of samples from the same distribution?
///
/// [org.gyre.measure.twosample.MaximumMeanDiscrepancy] compares them by kernels and judges the
/// difference by permutations of the labels.
@NullMarked
package org.gyre.measure.twosample;

import org.jspecify.annotations.NullMarked;
