/// Recurrent infomax: a stochastic binary network that changes its weights so that its present state
/// tells as much as possible about its next state.
///
/// Sources: T09 = Tanaka, Kaneko, Aoyagi, Neural Computation 21(4):1038-1067 (2009); T20 = Tanaka,
/// Nakajima, Aoyagi, Neuroscience Research 156:225 (2020).
///
/// Start with [org.gyre.nets.infomax.InfomaxParameters] (what defines a network), then
/// [org.gyre.nets.infomax.BlockSimulator] (T09 eq. 1-2: dynamics and homeostasis),
/// [org.gyre.nets.infomax.LagCounts] (C and E of eq. 4 as integer counts),
/// [org.gyre.nets.infomax.PaperRule] (appendix A: the approximate gradient), and
/// [org.gyre.nets.infomax.InfomaxTrainer] (eq. 3: blocks and updates).
/// [org.gyre.nets.infomax.ExactInfomax] enumerates small networks, [org.gyre.nets.infomax.SampledInfomax]
/// simulates large ones; [org.gyre.nets.infomax.SampledRule] is the sampled local rule.
@NullMarked
package org.gyre.nets.infomax;

import org.jspecify.annotations.NullMarked;
