/// Entropies of symbols that were counted in a recording.
///
/// Start with [org.gyre.measure.entropy.SymbolSeries], which turns units of a raster, histories and
/// pairs into series of symbols, and [org.gyre.measure.entropy.DiscreteEntropy], the estimators:
/// plug-in, Miller-Madow, Grassberger. [org.gyre.measure.entropy.Instants] says which steps are looked
/// at together.
@NullMarked
package org.gyre.measure.entropy;

import org.jspecify.annotations.NullMarked;
