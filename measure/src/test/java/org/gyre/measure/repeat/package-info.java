/// Small runs of every family of estimators, whose bits must not depend on threads or machines.
@NullMarked
package org.gyre.measure.repeat;

import org.jspecify.annotations.NullMarked;
