/// Surrogates: data or networks that share some statistics with the original and lack the one in question.
///
/// [org.gyre.measure.surrogate.WeightShuffle] keeps the distribution of the weights and destroys their
/// arrangement.
@NullMarked
package org.gyre.measure.surrogate;

import org.jspecify.annotations.NullMarked;
