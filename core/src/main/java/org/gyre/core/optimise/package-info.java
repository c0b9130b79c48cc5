/// Searches for the optimum of a function of a few variables.
///
/// [org.gyre.core.optimise.DownhillSimplex] needs values only, no derivatives;
/// [org.gyre.core.optimise.GoldenSection] is for one variable.
@NullMarked
package org.gyre.core.optimise;

import org.jspecify.annotations.NullMarked;
