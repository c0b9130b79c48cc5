/// The experiments behind the presets of `information-flux`: exact and estimated information
/// between successive states of Boltzmann machines (Metzner, Yamakou, Voelkl, Schilling and Krauss
/// 2024, and the papers around it).
///
/// [org.gyre.lab.flux.Resonance] turns up the noise, [org.gyre.lab.flux.Import] the coupling to an
/// input,
/// [org.gyre.lab.flux.Homeostasis] lets units find their biases, and
/// [org.gyre.lab.flux.EstimatorBias] holds estimates from recordings beside the exact values.
/// [org.gyre.lab.flux.FluxNetwork] is how a configuration names a network.
@NullMarked
package org.gyre.lab.flux;

import org.jspecify.annotations.NullMarked;
