/// All pairs of units at once.
///
/// [org.gyre.measure.pairs.PairwiseTransfer] gives the transfer entropy from every unit of a binary recording to
/// every other, [org.gyre.measure.pairs.PairTable] is what comes out, with tests that take the number of pairs into
/// account. Words are counted sixty-four instants at a time: [org.gyre.measure.pairs.PackedWords]; longer ones
/// by [org.gyre.measure.pairs.CodedWords].
@NullMarked
package org.gyre.measure.pairs;

import org.jspecify.annotations.NullMarked;
