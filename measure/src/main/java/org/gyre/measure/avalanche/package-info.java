/// Neuronal avalanches: their sizes and durations, and which law these follow.
///
/// Start with [Avalanches][org.gyre.measure.avalanche.Avalanches] (extraction, from an activity series or a raster)
/// and [TailAnalysis][org.gyre.measure.avalanche.TailAnalysis] (all fits, the tests between them and a verdict in
/// words).
///
/// - samples: [Tally][org.gyre.measure.avalanche.Tally] holds a sample as value and count, so that cost depends on
///   the number of distinct values only
/// - families, one to a file: [PowerLaw][org.gyre.measure.avalanche.PowerLaw] (a finite upper end makes it the
///   sharply truncated one), [TruncatedPowerLaw][org.gyre.measure.avalanche.TruncatedPowerLaw] (exponential
///   cut-off), [Exponential][org.gyre.measure.avalanche.Exponential],
///   [Lognormal][org.gyre.measure.avalanche.Lognormal],
///   [StretchedExponential][org.gyre.measure.avalanche.StretchedExponential]
/// - fits: [Family][org.gyre.measure.avalanche.Family], [Fit][org.gyre.measure.avalanche.Fit],
///   [LowerCutoff][org.gyre.measure.avalanche.LowerCutoff] (xmin by Kolmogorov–Smirnov distance),
///   [FittingRange][org.gyre.measure.avalanche.FittingRange] (xmin and xmax: the widest range that
///   is not ruled out)
/// - tests: [LikelihoodRatio][org.gyre.measure.avalanche.LikelihoodRatio] (Vuong),
///   [Bootstrap][org.gyre.measure.avalanche.Bootstrap] (goodness of fit),
///   [Sampler][org.gyre.measure.avalanche.Sampler]
/// - between sizes and durations: [ScalingRelation][org.gyre.measure.avalanche.ScalingRelation]
/// - shape: [ShapeCollapse][org.gyre.measure.avalanche.ShapeCollapse] of the profiles that
///   [ProfileCounter][org.gyre.measure.avalanche.ProfileCounter] sums up
/// - against chance: [AvalancheNull][org.gyre.measure.avalanche.AvalancheNull]
/// - by eye: [LogBinnedSlope][org.gyre.measure.avalanche.LogBinnedSlope]
///
/// Definitions follow Clauset, Shalizi and Newman, SIAM Review 51:661 (2009), "CSN" in the comments, and agree with
/// those of the Python package powerlaw 2.0.0 at a given xmin.
@NullMarked
package org.gyre.measure.avalanche;

import org.jspecify.annotations.NullMarked;
