/// Entropies of symbols that were counted in a recording, and differential entropies of real vectors.
///
/// [org.gyre.measure.entropy.DiscreteEntropy] names the estimators; the formula of each is a file of its own:
/// plug-in, Miller-Madow, Panzeri-Treves, Grassberger, NSB, Chao-Shen, James-Stein shrinkage, quadratic
/// extrapolation, jackknife. They work on the counts of a [org.gyre.measure.series.SymbolSeries] in the form
/// of [org.gyre.measure.entropy.Occupancies], so that large alphabets cost nothing.
///
/// [org.gyre.measure.entropy.DifferentialEntropy] is the same for real vectors, from neighbour distances
/// ([org.gyre.measure.entropy.KozachenkoLeonenko]) or a covariance ([org.gyre.measure.entropy.GaussianEntropy]).
@NullMarked
package org.gyre.measure.entropy;

import org.jspecify.annotations.NullMarked;
