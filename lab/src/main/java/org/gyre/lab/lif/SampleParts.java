package org.gyre.lab.lif;

import org.jspecify.annotations.Nullable;

/// Samples to learn from and to judge by.
///
/// @param training   to learn from
/// @param test       to judge networks by
/// @param validation to judge training by, if wanted
record SampleParts(
        SampleSet training, SampleSet test, @Nullable SampleSet validation) {}
