/// Entropies of symbols that were counted in a recording.
///
/// [org.gyre.measure.entropy.DiscreteEntropy] holds the estimators: plug-in, Miller-Madow, Grassberger. They
/// work on the counts of a [org.gyre.measure.series.SymbolSeries].
@NullMarked
package org.gyre.measure.entropy;

import org.jspecify.annotations.NullMarked;
