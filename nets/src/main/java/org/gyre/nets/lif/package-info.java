/// Leaky integrate-and-fire units that are trained by surrogate gradients (Gerum & Schilling 2021).
///
/// Start with [org.gyre.nets.lif.LifSemantics], which says what exactly a unit does in a step: the
/// published unit and those of other packages differ in small ways that change results.
/// `LifFormula` is the unit in double precision, one step after another, forward
/// and backward: what the fast kernels of `org.gyre.nets.lif.layer` are held against.
/// [org.gyre.nets.lif.Surrogate] is what stands for the derivative of the step function.
@NullMarked
package org.gyre.nets.lif;

import org.jspecify.annotations.NullMarked;
