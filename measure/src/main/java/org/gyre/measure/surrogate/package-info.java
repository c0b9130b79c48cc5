/// Surrogates: data or networks that share some statistics with the original and lack the one in question.
///
/// [org.gyre.measure.surrogate.SurrogateTest] compares an information with that of shuffled samples
/// ([org.gyre.measure.surrogate.Shuffle]: permutation, circular shift, blocks) and gives a
/// [org.gyre.measure.surrogate.Significance]; [org.gyre.measure.surrogate.MultipleTests] is for many at once.
/// A [org.gyre.measure.surrogate.SpikeSurrogate] makes spike trains ([org.gyre.measure.surrogate.CircularShift],
/// [org.gyre.measure.surrogate.SpikeJitter], [org.gyre.measure.surrogate.IntervalShuffle]).
/// [org.gyre.measure.surrogate.WeightShuffle] keeps the distribution of the weights and destroys their
/// arrangement.
@NullMarked
package org.gyre.measure.surrogate;

import org.jspecify.annotations.NullMarked;
