/// The branching ratio: how many spikes one spike causes on average in the next bin.
///
/// Start with [BranchingAnalysis][org.gyre.measure.branching.BranchingAnalysis]: naive ratios,
/// multistep regression with an interval, and what to beware of.
///
/// A branching process with immigration has E[A(t+1) | A(t)] = m A(t) + h, so that the slope of
/// A(t+k) on A(t) is r_k = m^k. Where only a share of the units is seen, r_k = b m^k with some b < 1:
/// the slope at one lag, which the naive estimators read, is too small, while the decay over lags
/// still gives m.
///
/// - coefficients: [Coefficients][org.gyre.measure.branching.Coefficients],
///   [CoefficientKind][org.gyre.measure.branching.CoefficientKind]
/// - fits: [DecayForm][org.gyre.measure.branching.DecayForm],
///   [DecayFit][org.gyre.measure.branching.DecayFit]
/// - uncertainty: [BranchingInterval][org.gyre.measure.branching.BranchingInterval]
/// - [NaiveBranching][org.gyre.measure.branching.NaiveBranching]
///
/// Source: Wilting and Priesemann, Nature Communications 9:2325 (2018), "WP" in the comments; the
/// names of the two kinds of coefficients and of the fit forms are those of Spitzner et al., PLoS ONE
/// 16:e0249447 (2021).
@NullMarked
package org.gyre.measure.branching;

import org.jspecify.annotations.NullMarked;
