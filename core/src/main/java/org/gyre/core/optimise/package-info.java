/// Searches for the optimum of a function of a few variables.
///
/// [org.gyre.core.optimise.DownhillSimplex] needs values only, no derivatives;
/// [org.gyre.core.optimise.GoldenSection] is for one variable. Where each
/// value is the outcome of a long run, see `org.gyre.core.optimise.search`.
@NullMarked
package org.gyre.core.optimise;

import org.jspecify.annotations.NullMarked;
