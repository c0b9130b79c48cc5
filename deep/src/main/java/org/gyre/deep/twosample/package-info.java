/// Are two sets of samples from the same distribution, judged by a network that learns to tell them apart?
///
/// [org.gyre.deep.twosample.ClassifierTwoSampleTest] finds differences that no kernel was chosen for; the
/// kernel test, `org.gyre.measure.twosample`, needs no training.
@NullMarked
package org.gyre.deep.twosample;

import org.jspecify.annotations.NullMarked;
