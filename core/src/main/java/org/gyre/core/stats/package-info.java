/// Statistics that measures and claims share.
///
/// [org.gyre.core.stats.Descriptive] holds means, variances and quantiles.
///
/// [org.gyre.core.stats.RankCorrelation] says whether two quantities agree in order.
///
/// [org.gyre.core.stats.PairedTest] asks whether pairs differ, [org.gyre.core.stats.EquivalenceTest] whether
/// they are as good as the same; [org.gyre.core.stats.Holm] corrects for asking often.
///
/// Sums run in index order with Neumaier's compensation ([org.gyre.core.stats.Sum]), so that results do
/// not depend on threads and hardly on the order of the data.
@NullMarked
package org.gyre.core.stats;

import org.jspecify.annotations.NullMarked;
