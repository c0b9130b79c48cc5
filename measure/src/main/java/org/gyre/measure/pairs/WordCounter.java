package org.gyre.measure.pairs;

/// Counts how often each word of a source goes with each word of a target.
interface WordCounter {
    /// The words of a target, prepared.
    ///
    /// @param letters strings of bits over the instants; letter i is bit i of the word
    Words target(long[][] letters);

    /// The words of a source, prepared.
    ///
    /// @param letters strings of bits over the instants; letter i is bit i of the word
    Words source(long[][] letters);

    /// Writes how often source word s goes with target word t to `cells[s << target letters | t]`.
    void count(Words source, Words target, long[] cells);

    /// Words as a counter likes them.
    interface Words {}
}
