/// Searches for Boltzmann machines with much information flux or long cycles.
///
/// Information under a selectable [org.gyre.nets.boltzmann.search.Constraint]:
/// [org.gyre.nets.boltzmann.search.Evolution] and, along the exact gradient of
/// [org.gyre.nets.boltzmann.FluxObjective], [org.gyre.nets.boltzmann.search.GradientAscent];
/// [org.gyre.nets.boltzmann.search.RookStructure] says what was found.
///
/// Information beside the mean period of cycles: [org.gyre.nets.boltzmann.search.ParetoFront],
/// whose networks [org.gyre.nets.boltzmann.search.NetworkValues] evaluates. Long cycles by
/// themselves: [org.gyre.nets.boltzmann.search.FullCycleSearch] builds maps of which all 2^N states form a single
/// cycle from threshold functions (N ≤ 7), [org.gyre.nets.boltzmann.search.LoopedRooks] is a construction for any N.
@NullMarked
package org.gyre.nets.boltzmann.search;

import org.jspecify.annotations.NullMarked;
