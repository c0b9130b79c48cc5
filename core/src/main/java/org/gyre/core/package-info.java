/// The nouns that every module shares.
///
/// Data: [org.gyre.core.SpikeTrains] (spike times in ticks), [org.gyre.core.BinaryRaster] (spikes on a fixed time
/// grid) and [org.gyre.core.TimeSeries] (real-valued variables). Networks: [org.gyre.core.FactorisedMarkovProcess]
/// (given the present state, each unit fires independently). Results: [org.gyre.core.Estimate], in a
/// [org.gyre.core.Unit]. A user's mistake is an [org.gyre.core.InputException]. Beside this package: `linalg` (BLAS
/// and dense algebra), `random` (named counter-based streams), `special` and `stats`.
///
/// Conventions: matrices are row-major, time is the first index, one row of a weight matrix holds the weights
/// *into* a unit, information is computed in nats and converted at the edge.
@NullMarked
package org.gyre.core;

import org.jspecify.annotations.NullMarked;
