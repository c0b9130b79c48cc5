package org.gyre.measure.pairs;

/// The instants at which a source's word has a one, and the words there: what is left of a sparse source.
///
/// @param instants rising
/// @param words at those instants
record Events(int[] instants, int[] words) {
    /// @param letters strings of bits over the instants; letter i is bit i of the word
    static Events of(long[][] letters) {
        int longs = letters[0].length;
        int count = 0;
        for (int w = 0; w < longs; w++) {
            count += Long.bitCount(any(letters, w));
        }
        int[] instants = new int[count];
        int[] words = new int[count];
        int e = 0;
        for (int w = 0; w < longs; w++) {
            for (long left = any(letters, w); left != 0; left &= left - 1) {
                int place = Long.numberOfTrailingZeros(left);
                for (int i = 0; i < letters.length; i++) {
                    words[e] |= (int) (letters[i][w] >>> place & 1) << i;
                }
                instants[e++] = (w << 6) + place;
            }
        }
        return new Events(instants, words);
    }

    private static long any(long[][] letters, int w) {
        long any = 0;
        for (long[] letter : letters) {
            any |= letter[w];
        }
        return any;
    }
}
