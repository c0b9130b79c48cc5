/// The cyclic attractors of deterministic binary networks, and the three averages of their period:
/// over initial states (weighted by basin), over attractors, and the longest.
///
/// Start with [org.gyre.measure.attractor.FunctionalGraph], which is exact and needs the successor of
/// every state. Where there are too many states, [org.gyre.measure.attractor.CycleSearch] follows
/// sampled ones through an [org.gyre.core.StateMap] with the algorithm of Brent (1980).
@NullMarked
package org.gyre.measure.attractor;

import org.jspecify.annotations.NullMarked;
