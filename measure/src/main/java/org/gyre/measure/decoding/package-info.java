/// What a linear reader gets out of a recorded code, and the linear code to compare with.
///
/// [org.gyre.measure.decoding.LinearProbe] classifies from activity, fitted on one set and judged
/// on another; [org.gyre.measure.decoding.PrincipalComponents] is the best linear code of a given
/// width, the control of every encoder.
@NullMarked
package org.gyre.measure.decoding;

import org.jspecify.annotations.NullMarked;
