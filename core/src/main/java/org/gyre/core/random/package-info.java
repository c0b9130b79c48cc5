/// Reproducible randomness: one seed per run, named streams split from it, draws addressed by a counter.
///
/// Start with [org.gyre.core.random.RandomStream]. A stream is a key; word `w` of a stream is a pure
/// function of (key, w), so draws do not depend on threads, chunking or scheduling, and a checkpoint
/// needs to hold only a counter. [org.gyre.core.random.Threefry] is the function;
/// [org.gyre.core.random.CounterRandom] is the sequential view that implements
/// `java.util.random.RandomGenerator`.
@NullMarked
package org.gyre.core.random;

import org.jspecify.annotations.NullMarked;
