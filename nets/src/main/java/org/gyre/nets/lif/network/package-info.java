/// Networks of leaky integrate-and-fire layers, what they are judged by, and how they descend.
///
/// Start with [org.gyre.nets.lif.network.LifNetwork]. [org.gyre.nets.lif.network.FormulaNetwork] is the
/// same network in double precision, unit by unit, which the fast one is held against.
@NullMarked
package org.gyre.nets.lif.network;

import org.jspecify.annotations.NullMarked;
