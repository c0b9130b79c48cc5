/// Entropies of symbols that were counted in a recording.
///
/// [org.gyre.measure.entropy.DiscreteEntropy] names the estimators; the formula of each is a file of its own:
/// plug-in, Miller-Madow, Panzeri-Treves, Grassberger, NSB, Chao-Shen, James-Stein shrinkage, quadratic
/// extrapolation, jackknife. They work on the counts of a [org.gyre.measure.series.SymbolSeries] in the form
/// of [org.gyre.measure.entropy.Occupancies], so that large alphabets cost nothing.
@NullMarked
package org.gyre.measure.entropy;

import org.jspecify.annotations.NullMarked;
