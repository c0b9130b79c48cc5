/// Boltzmann machines whose information flux is measured (Metzner, Yamakou, Voelkl, Schilling and
/// Krauss 2024).
///
/// Start with [org.gyre.nets.boltzmann.BoltzmannMachine], the network; its exact measures are in
/// `org.gyre.measure.flux`. [org.gyre.nets.boltzmann.ThresholdMap] is its deterministic limit, whose
/// attractors `org.gyre.measure.attractor` finds; [org.gyre.nets.boltzmann.ThresholdEnumeration] looks
/// at all such maps of up to four units.
///
/// Where weights come from: [org.gyre.nets.boltzmann.RandomWeights] (density, balance, symmetry,
/// monopolar sources, reciprocity, modules), [org.gyre.nets.boltzmann.Rooks] (signed permutations),
/// [org.gyre.nets.boltzmann.CoreEmbedding] (a core in a larger network) and
/// [org.gyre.nets.boltzmann.MotifCensus] (all ternary networks of three units).
///
/// [org.gyre.nets.boltzmann.InputChannel] gives a network an input, and
/// [org.gyre.nets.boltzmann.HomeostaticBias] the biases with which its units fire half of the time.
@NullMarked
package org.gyre.nets.boltzmann;

import org.jspecify.annotations.NullMarked;
