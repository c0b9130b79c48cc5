/// Boltzmann machines whose information flux is measured (Metzner, Yamakou, Voelkl, Schilling and Krauss 2024).
///
/// Start with [org.gyre.nets.boltzmann.BoltzmannMachine], the network. Its exact measures are in
/// `org.gyre.measure.flux`.
@NullMarked
package org.gyre.nets.boltzmann;

import org.jspecify.annotations.NullMarked;
