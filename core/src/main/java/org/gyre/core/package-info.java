/// The nouns that every module shares.
///
/// Start with [org.gyre.core.BinaryRaster] (spikes on a fixed time grid),
/// [org.gyre.core.FactorisedMarkovProcess] (a network in which, given the present state, each unit fires
/// independently), [org.gyre.core.StateMap] (one in which each state has one successor) and
/// [org.gyre.core.InputException] (how a user's mistake is told). Beside this package:
/// `linalg` (BLAS and dense algebra), `random` (named counter-based streams), `special` and `stats`.
///
/// Conventions: matrices are row-major, time is the first index, one row of a weight matrix holds the
/// weights *into* a unit, information is computed in nats and converted at the edge.
@NullMarked
package org.gyre.core;

import org.jspecify.annotations.NullMarked;
