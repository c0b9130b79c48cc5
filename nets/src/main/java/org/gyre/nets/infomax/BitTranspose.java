package org.gyre.nets.infomax;

/// Transposes a 64×64 matrix of bits in place.
final class BitTranspose {
    private BitTranspose() {}

    /// Afterwards bit t of word i is what bit i of word t was. Six rounds swap blocks of 32, 16, … 1 bits
    /// across the diagonal.
    static void transpose(long[] words) {
        long mask = 0x00000000ffffffffL;
        for (int width = 32; width != 0; width >>>= 1) {
            for (int i = 0; i < 64; i = (i + width + 1) & ~width) {
                long swap = (words[i] >>> width ^ words[i + width]) & mask;
                words[i] ^= swap << width;
                words[i + width] ^= swap;
            }
            mask ^= mask << (width >>> 1);
        }
    }
}
