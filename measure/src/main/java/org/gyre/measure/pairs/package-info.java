/// All pairs of units at once.
///
/// [org.gyre.measure.pairs.PairwiseTransfer] gives the transfer entropy from every unit of a binary recording to
/// every other, [org.gyre.measure.pairs.PairTable] is what comes out, with tests that take the number of pairs into
/// account. Words are counted sixty-four instants at a time, [org.gyre.measure.pairs.PackedSweep], or at the events of
/// the source alone, [org.gyre.measure.pairs.EventSweep], whichever is less work.
@NullMarked
package org.gyre.measure.pairs;

import org.jspecify.annotations.NullMarked;
