/// Searches for the optimum of a function of a few variables.
///
/// [org.gyre.core.optimise.DownhillSimplex] needs values only, no derivatives.
@NullMarked
package org.gyre.core.optimise;

import org.jspecify.annotations.NullMarked;
