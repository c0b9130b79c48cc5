/// Exact analysis of stochastic binary networks by enumeration of their states: information flux I[x(t);
/// x(t+1)], its parts and its relatives (Metzner et al. 2024).
///
/// Start with [org.gyre.measure.flux.ExactFlux]: it takes any [org.gyre.core.FactorisedMarkovProcess] of up
/// to 22 units (more, if it falls into groups), lets [org.gyre.measure.flux.StationarySolver] find the
/// stationary law, and reads entropy, divergence, flux and pair measures from it
/// ([org.gyre.measure.flux.FluxReading]). Longer lags are in [org.gyre.measure.flux.LaggedFlux], what an
/// observer of few units sees in [org.gyre.measure.flux.SubsetFlux], how fast the chain forgets in
/// [org.gyre.measure.flux.Mixing]. Searches that need thousands of values use
/// [org.gyre.measure.flux.FluxEvaluator].
///
/// [org.gyre.measure.flux.EnumeratedChain] holds the whole transition matrix of a small process, for
/// exact derivatives of any function of its joint law.
@NullMarked
package org.gyre.measure.flux;

import org.jspecify.annotations.NullMarked;
