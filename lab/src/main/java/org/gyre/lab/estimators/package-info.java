/// The experiments behind the presets of `estimators`: what estimators of information make of samples
/// whose true value is known in closed form.
///
/// [org.gyre.lab.estimators.EntropyBias] holds the entropies of symbols against the number of samples.
@NullMarked
package org.gyre.lab.estimators;

import org.jspecify.annotations.NullMarked;
