/// Experiments with adversarial inference (Benjamin & Kording 2023): networks that learn to infer in wake
/// and sleep, judged by what is known.
///
/// Start with [org.gyre.lab.adversarial.InferenceExperiment]: worlds whose posterior is known exactly. A
/// `Problem` is a world with its judges, `LearnerSeries` lets several networks of several variants learn in
/// it side by side.
@NullMarked
package org.gyre.lab.adversarial;

import org.jspecify.annotations.NullMarked;
