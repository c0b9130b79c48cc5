/// Statistics that measures and claims share.
///
/// [org.gyre.core.stats.Descriptive] (mean, variance, quantiles), [org.gyre.core.stats.Correlation] (Pearson,
/// Spearman, cosine), [org.gyre.core.stats.LinearRegression] (least squares and ridge, with R²) and
/// [org.gyre.core.stats.KolmogorovSmirnov] (distance of a sample from a law).
///
/// Sums run in index order with Neumaier's compensation ([org.gyre.core.stats.Sum]), so that results do not depend on
/// threads and hardly on the order of the data.
@NullMarked
package org.gyre.core.stats;

import org.jspecify.annotations.NullMarked;
