/// The Neuromorphic Intermediate Representation (NIR): networks of linear maps and spiking neurons as a
/// graph that many programs read and write.
///
/// [org.gyre.data.nir.NirGraph] is the graph, [org.gyre.data.nir.NirNode] its nodes,
/// [org.gyre.data.nir.NirReader] and [org.gyre.data.nir.NirWriter] go between it and a file. Time is
/// continuous there: a node states an equation, and whoever runs it chooses the time step.
///
/// Source: J. E. Pedersen et al., "Neuromorphic intermediate representation: a unified instruction set for
/// interoperable brain-inspired computing", Nature Communications 15, 8122 (2024), and the files of the
/// Python package `nir` 1.0.7.
@NullMarked
package org.gyre.data.nir;

import org.jspecify.annotations.NullMarked;
