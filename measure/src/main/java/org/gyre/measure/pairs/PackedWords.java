package org.gyre.measure.pairs;

/// The words of a unit as ANDed strings of bits, one for every set of letters, so that words are counted without
/// looking at a single instant: the number of instants at which some letters of a source and some of a target are
/// all one is a population count, and the counts of the words follow from those by inclusion and exclusion.
///
/// For l letters of the source and m of the target it takes (2ˡ − 1)(2ᵐ − 1) counts of T/64 longs.
final class PackedWords {
    /// `[set]`; that of no letters is not needed.
    private final long[][] strings;
    private final long[] ones;

    /// @param letters strings of bits over the instants; letter i is bit i of the word
    /// @param instants T
    PackedWords(long[][] letters, int instants) {
        int sets = 1 << letters.length;
        strings = new long[sets][];
        ones = new long[sets];
        ones[0] = instants;
        for (int set = 1; set < sets; set++) {
            long[] last = letters[Integer.numberOfTrailingZeros(set)];
            int rest = set & (set - 1);
            strings[set] = rest == 0 ? last : and(last, strings[rest]);
            ones[set] = Bits.ones(strings[set]);
        }
    }

    private static long[] and(long[] one, long[] other) {
        long[] both = new long[one.length];
        for (int w = 0; w < both.length; w++) {
            both[w] = one[w] & other[w];
        }
        return both;
    }

    /// Writes how often word s of this source goes with word t of a target to `cells[s << target letters | t]`.
    void count(PackedWords target, long[] cells) {
        int sets = target.strings.length;
        System.arraycopy(target.ones, 0, cells, 0, sets);
        for (int s = 1; s < strings.length; s++) {
            cells[s * sets] = ones[s];
            Bits.shared(strings[s], target.strings, 1, cells, s * sets);
        }
        // "These letters are one" minus "these and one more" is "these and not that": letter by letter.
        int all = strings.length * sets;
        for (int letter = 1; letter < all; letter <<= 1) {
            for (int set = 0; set < all; set++) {
                if ((set & letter) == 0) {
                    cells[set] -= cells[set | letter];
                }
            }
        }
    }
}
