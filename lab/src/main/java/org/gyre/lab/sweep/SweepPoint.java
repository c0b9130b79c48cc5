package org.gyre.lab.sweep;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One point of a sweep: settings and a seed.
///
/// @param index       in the order of the table, from 0
/// @param key         tells it from every other point of any sweep: the same key, the same row
/// @param coordinates a value for each axis
/// @param overrides   all settings that it differs by, as with `--set`
/// @param seed        its seed; absent: that of the configuration
record SweepPoint(
        int index,
        String key,
        List<JsonNode> coordinates,
        List<String> overrides,
        @Nullable Long seed) {}
