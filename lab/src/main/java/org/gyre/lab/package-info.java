/// Experiments and the run directories they leave behind.
///
/// Rooms, in the order of their dependencies: [org.gyre.lab.storage] (the only place that writes files),
/// [org.gyre.lab.run] (what a run directory holds, and how it survives a crash), `report` (figures and report pages),
/// [org.gyre.lab.experiment] (from a TOML file to a finished run; start with `Runner`).
@NullMarked
package org.gyre.lab;

import org.jspecify.annotations.NullMarked;
