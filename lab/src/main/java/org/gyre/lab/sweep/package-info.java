/// Sweeps: one experiment at many settings and seeds, each a row of one table.
///
/// A [SweepPlan][org.gyre.lab.sweep.SweepPlan] says which points there are;
/// [Sweeper][org.gyre.lab.sweep.Sweeper] hands them to an [engine][org.gyre.lab.engine.Engine] and keeps each row as
/// soon as it is there, so that nothing is done twice.
@NullMarked
package org.gyre.lab.sweep;

import org.jspecify.annotations.NullMarked;
