package org.gyre.measure.pairs;

import java.util.Arrays;

/// Counts words by their numbers, instant by instant, in a table of all pairs: for words too long for
/// [PackedWords].
///
/// @param instants T
record CodedWords(int instants) implements WordCounter {
    /// The word at each instant.
    private record Codes(int[] codes, int letters) implements Words {}

    @Override
    public Words target(long[][] letters) {
        return codes(letters);
    }

    @Override
    public Words source(long[][] letters) {
        return codes(letters);
    }

    private Codes codes(long[][] letters) {
        int[] codes = new int[instants];
        for (int i = 0; i < letters.length; i++) {
            long[] letter = letters[i];
            for (int t = 0; t < instants; t++) {
                codes[t] |= (int) (letter[t >>> 6] >>> t & 1) << i;
            }
        }
        return new Codes(codes, letters.length);
    }

    @Override
    public void count(Words source, Words target, long[] cells) {
        Codes from = (Codes) source;
        Codes to = (Codes) target;
        Arrays.fill(cells, 0);
        for (int t = 0; t < instants; t++) {
            cells[from.codes[t] << to.letters | to.codes[t]]++;
        }
    }
}
