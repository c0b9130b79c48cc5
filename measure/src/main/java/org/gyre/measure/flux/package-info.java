/// Exact analysis of small stochastic networks by enumeration of their states.
///
/// [org.gyre.measure.flux.EnumeratedChain] takes any [org.gyre.core.FactorisedMarkovProcess] and gives
/// its stationary law, its moments, entropy and the Shannon information between successive states.
@NullMarked
package org.gyre.measure.flux;

import org.jspecify.annotations.NullMarked;
