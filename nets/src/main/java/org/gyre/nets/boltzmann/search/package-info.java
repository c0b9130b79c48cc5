/// Searches for Boltzmann machines with much information flux or long cycles.
///
/// Information under a selectable [org.gyre.nets.boltzmann.search.Constraint]:
/// [org.gyre.nets.boltzmann.search.Evolution] and, along the exact gradient of
/// [org.gyre.nets.boltzmann.FluxObjective], [org.gyre.nets.boltzmann.search.GradientAscent];
/// [org.gyre.nets.boltzmann.search.RookStructure] says what was found.
@NullMarked
package org.gyre.nets.boltzmann.search;

import org.jspecify.annotations.NullMarked;
