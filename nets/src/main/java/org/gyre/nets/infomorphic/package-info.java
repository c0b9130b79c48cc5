/// Infomorphic networks: neurons that learn by local goals, each a weighted sum of the atoms into
/// which the information between a neuron's classes of input and its output decomposes.
///
/// Sources: P1 = Makkeh et al., PNAS 122(10) e2408125122 (2025); P2 = Schneider et al., What should
/// a neuron aim for? (ICLR 2025, arXiv 2412.02482); P3 = Blümel et al., arXiv 2511.02584 (2025);
/// the redundancy is that of Makkeh, Gutknecht and Wibral, Physical Review E 103, 032149 (2021).
///
/// Start with [org.gyre.nets.infomorphic.Goal] (what a neuron wants),
/// [org.gyre.nets.infomorphic.Activation] (how its inputs make it fire),
/// [org.gyre.nets.infomorphic.Binning] (how its inputs become symbols) and
/// [org.gyre.nets.infomorphic.GoalGradient] (the closed-form gradient, one neuron and one batch at
/// a time).
@NullMarked
package org.gyre.nets.infomorphic;

import org.jspecify.annotations.NullMarked;
