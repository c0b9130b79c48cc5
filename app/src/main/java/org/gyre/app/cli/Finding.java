package org.gyre.app.cli;

import java.util.Map;

/// One thing that `gyre doctor` looked at.
///
/// @param name what, in one or two words
/// @param state whether all is well
/// @param value what was found
/// @param advice what the user may do about it; empty if nothing
/// @param details numbers for `--json`
record Finding(String name, State state, String value, String advice, Map<String, Object> details) {
    enum State {
        GOOD,
        /// Something that Gyre can do without.
        OPTIONAL,
        /// Something that Gyre needs.
        MISSING
    }

    static Finding good(String name, String value, Map<String, Object> details) {
        return new Finding(name, State.GOOD, value, "", details);
    }
}
