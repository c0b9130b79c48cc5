package org.gyre.lab.engine;

import org.jspecify.annotations.Nullable;

/// What came out of a piece of work: bytes, or why there are none.
///
/// @param output  what [Job#compute] gave, or absent
/// @param failure one sentence if there is no output; empty otherwise
/// @param seconds wall time of the work itself; no part of the result
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Answer(byte @Nullable [] output, String failure, double seconds) {
    private static final String MISTAKE = "a mistake in Gyre: ";

    /// What came of work that went well.
    public static Answer of(byte[] output, double seconds) {
        return new Answer(output, "", seconds);
    }

    /// What there is of work that failed.
    ///
    /// @param why one sentence
    public static Answer failed(String why, double seconds) {
        return new Answer(null, why, seconds);
    }

    /// What there is of work that met a mistake in the program.
    ///
    /// @param what it is, and where
    static Answer ofMistake(String what, double seconds) {
        return failed(MISTAKE + what, seconds);
    }

    /// Whether it failed of a mistake in the program.
    boolean mistake() {
        return failure.startsWith(MISTAKE);
    }
}
