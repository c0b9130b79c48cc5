/// Searches of a box for the point of least value, where a value is dear and nothing else is known of
/// the function: the trainings of networks, say.
///
/// [org.gyre.core.optimise.search.BoxSearch] hands out candidates and takes their values;
/// [org.gyre.core.optimise.search.RandomSearch], [org.gyre.core.optimise.search.Cmaes] and
/// [org.gyre.core.optimise.search.TreeParzen] choose them.
@NullMarked
package org.gyre.core.optimise.search;

import org.jspecify.annotations.NullMarked;
