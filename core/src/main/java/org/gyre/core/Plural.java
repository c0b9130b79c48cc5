package org.gyre.core;

/// Counts before nouns in sentences: `1 sample`, `12 samples`, `0 samples`.
public final class Plural {
    private Plural() {}

    /// The number and its noun, whose plural ends with s.
    public static String of(long n, String noun) {
        return n + " " + noun(n, noun);
    }

    /// The number and the words that follow it: `1 value lies`, `3 values lie`.
    ///
    /// @param one what follows 1
    /// @param many what follows any other number
    public static String of(long n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    /// The noun alone, whose plural ends with s.
    public static String noun(long n, String noun) {
        return n == 1 ? noun : noun + "s";
    }
}
