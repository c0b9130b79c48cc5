/// What was recorded, step by step: the material of every measure.
///
/// [org.gyre.measure.series.Series] is what measures ask for: pairs at the same step (`joined`) and words of
/// successive steps (`words`). [org.gyre.measure.series.SymbolSeries] holds symbols (states of units, their
/// histories), [org.gyre.measure.series.RealSeries] real vectors. [org.gyre.measure.series.Instants] says
/// which steps are looked at together.
///
/// Real values become symbols by [org.gyre.measure.series.OrdinalPatterns],
/// [org.gyre.measure.series.EqualBins] or [org.gyre.measure.series.QuantileBins].
@NullMarked
package org.gyre.measure.series;

import org.jspecify.annotations.NullMarked;
