/// Associative memories: networks of ±1 neurons that are to fall back into stored patterns.
///
/// Start with [org.gyre.nets.memory.Patterns] (what is stored, and cues made from it),
/// [org.gyre.nets.memory.ThresholdMemory] (the network, and how it recalls) and
/// [org.gyre.nets.memory.StorageRule] (where its weights come from): [org.gyre.nets.memory.Hebb],
/// [org.gyre.nets.memory.Storkey], [org.gyre.nets.memory.PseudoInverse],
/// [org.gyre.nets.memory.Gardner] and whatever learns weights elsewhere.
/// [org.gyre.nets.memory.Bisection] asks for the largest number of patterns that a rule bears.
///
/// The **load** is the number of patterns by the number of neurons, M/N.
@NullMarked
package org.gyre.nets.memory;

import org.jspecify.annotations.NullMarked;
