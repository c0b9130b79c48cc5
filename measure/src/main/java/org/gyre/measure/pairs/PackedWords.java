package org.gyre.measure.pairs;

/// Counts words without looking at a single instant: the number of instants at which some letters of the source
/// and some of the target are all one is a population count of ANDed strings, and the counts of the words
/// follow from those by inclusion and exclusion.
///
/// For l letters of the source and m of the target it takes (2ˡ − 1)(2ᵐ − 1) counts of T/64 longs.
///
/// @param instants T
record PackedWords(int instants) implements WordCounter {
    /// The ANDed strings of every set of letters, `[set]`; that of no letters is not needed.
    private record Products(long[][] strings, long[] ones, int letters) implements Words {}

    @Override
    public Words target(long[][] letters) {
        return products(letters);
    }

    @Override
    public Words source(long[][] letters) {
        return products(letters);
    }

    private Products products(long[][] letters) {
        int sets = 1 << letters.length;
        long[][] strings = new long[sets][];
        long[] ones = new long[sets];
        ones[0] = instants;
        for (int set = 1; set < sets; set++) {
            long[] last = letters[Integer.numberOfTrailingZeros(set)];
            int rest = set & (set - 1);
            strings[set] = rest == 0 ? last : and(last, strings[rest]);
            ones[set] = Bits.ones(strings[set]);
        }
        return new Products(strings, ones, letters.length);
    }

    private static long[] and(long[] one, long[] other) {
        long[] both = new long[one.length];
        for (int w = 0; w < both.length; w++) {
            both[w] = one[w] & other[w];
        }
        return both;
    }

    @Override
    public void count(Words source, Words target, long[] cells) {
        Products from = (Products) source;
        Products to = (Products) target;
        int sets = to.strings.length;
        System.arraycopy(to.ones, 0, cells, 0, sets);
        for (int s = 1; s < from.strings.length; s++) {
            cells[s * sets] = from.ones[s];
            Bits.shared(from.strings[s], to.strings, 1, cells, s * sets);
        }
        // "These letters are one" minus "these and one more" is "these and not that": letter by letter.
        int all = from.strings.length * sets;
        for (int letter = 1; letter < all; letter <<= 1) {
            for (int set = 0; set < all; set++) {
                if ((set & letter) == 0) {
                    cells[set] -= cells[set | letter];
                }
            }
        }
    }
}
