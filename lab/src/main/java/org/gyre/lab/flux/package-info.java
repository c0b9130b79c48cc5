/// The experiments behind the presets of `information-flux`: exact and estimated information
/// between successive states of Boltzmann machines (Metzner, Yamakou, Voelkl, Schilling and Krauss
/// 2024, and the papers around it).
///
/// [org.gyre.lab.flux.ProxyStudy] holds the flux against the correlations that are to stand for it,
/// [org.gyre.lab.flux.PhaseMap] maps it over the statistics of the weights, and
/// [org.gyre.lab.flux.RooksStudy] holds N-rooks against their closed forms; what they ask of a network is
/// a [org.gyre.lab.flux.NetworkReading].
///
/// [org.gyre.lab.flux.Resonance] turns up the noise, [org.gyre.lab.flux.Import] the coupling to an
/// input,
/// [org.gyre.lab.flux.Homeostasis] lets units find their biases, and
/// [org.gyre.lab.flux.EstimatorBias] holds estimates from recordings beside the exact values.
/// [org.gyre.lab.flux.FluxEvolution] asks which weights carry much of it,
/// [org.gyre.lab.flux.FluxPareto] with how long cycles.
/// [org.gyre.lab.flux.FluxNetwork] is how a configuration names a network.
///
/// Claims are those of the abstract of 2024. C1: the flux is the information between successive states
/// of a free-running machine. C2: for moderately strong connections it is about a monotone function of
/// the RMS correlation of pairs. C3: weights that maximise it follow a general principle. C4: it is
/// maximal together with the mean period of the cyclic attractors. C5: such networks serve as short-time
/// memories and pattern generators.
@NullMarked
package org.gyre.lab.flux;

import org.jspecify.annotations.NullMarked;
