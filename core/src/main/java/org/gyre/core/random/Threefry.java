package org.gyre.core.random;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The counter-based generator Threefry-4x32-20: a keyed bijection of 128-bit counters.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. Twenty
/// rounds, the authors' safety margin over the twelve that pass BigCrush. The scalar and the vectorised
/// form give the same bits; lanes do not interact, so the bits do not depend on the vector length of the
/// machine either.
///
/// **Word order.** Words are drawn in groups of 64 from 16 consecutive blocks: word `w` is component `(w >> 4)
/// & 3` of
/// block
/// `16 (w >> 6) + (w & 15)`. That order lets vectors of 4, 8 or 16 lanes store whole components side by side.
final class Threefry {
    /// Words in a group that is generated together.
    static final int GROUP = 64;

    private static final int BLOCKS_PER_GROUP = 16;
    private static final int PARITY = 0x1BD11BDA;
    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED.length() > BLOCKS_PER_GROUP
            ? IntVector.SPECIES_512
            : IntVector.SPECIES_PREFERRED;

    private Threefry() {}

    /// One block, for key derivation and as the plain statement of the algorithm.
    ///
    /// @param counter four words, replaced by the output block
    static void block(int k0, int k1, int k2, int k3, int[] counter) {
        int[] key = {k0, k1, k2, k3, PARITY ^ k0 ^ k1 ^ k2 ^ k3};
        int x0 = counter[0] + k0;
        int x1 = counter[1] + k1;
        int x2 = counter[2] + k2;
        int x3 = counter[3] + k3;
        for (int round = 0; round < 20; round += 4) {
            boolean odd = (round & 4) != 0;
            x0 += x1;
            x1 = Integer.rotateLeft(x1, odd ? 6 : 10) ^ x0;
            x2 += x3;
            x3 = Integer.rotateLeft(x3, odd ? 20 : 26) ^ x2;

            x0 += x3;
            x3 = Integer.rotateLeft(x3, odd ? 17 : 11) ^ x0;
            x2 += x1;
            x1 = Integer.rotateLeft(x1, odd ? 11 : 21) ^ x2;

            x0 += x1;
            x1 = Integer.rotateLeft(x1, odd ? 25 : 13) ^ x0;
            x2 += x3;
            x3 = Integer.rotateLeft(x3, odd ? 10 : 27) ^ x2;

            x0 += x3;
            x3 = Integer.rotateLeft(x3, odd ? 18 : 23) ^ x0;
            x2 += x1;
            x1 = Integer.rotateLeft(x1, odd ? 20 : 5) ^ x2;

            int injection = round / 4 + 1;
            x0 += key[injection % 5];
            x1 += key[(injection + 1) % 5];
            x2 += key[(injection + 2) % 5];
            x3 += key[(injection + 3) % 5] + injection;
        }
        counter[0] = x0;
        counter[1] = x1;
        counter[2] = x2;
        counter[3] = x3;
    }

    /// Writes whole groups of 64 words: group `firstGroup`, then the next, to `out[from … from + 64 groups)`.
    ///
    /// Eight rounds are written out and looped over. All twenty would be more than the compiler inlines, so that
    /// vectors would turn into objects; picking key words by branches would cost as much as the rounds themselves.
    static void fillGroups(int k0, int k1, int k2, int k3, long firstGroup, int groups, int[] out, int from) {
        int[] schedule = schedule(k0, k1, k2, k3);
        int lanes = SPECIES.length();
        IntVector lane = IntVector.zero(SPECIES).addIndex(1);
        int offset = from;
        for (long group = firstGroup; group < firstGroup + groups; group++, offset += GROUP) {
            // The low word of a block number cannot overflow inside a group: groups start at multiples of 16 blocks.
            long block = group * BLOCKS_PER_GROUP;
            int high = (int) (block >>> 32);
            for (int first = 0; first < BLOCKS_PER_GROUP; first += lanes) {
                IntVector x0 = lane.add((int) block + first + k0);
                IntVector x1 = IntVector.broadcast(SPECIES, high + k1);
                IntVector x2 = IntVector.broadcast(SPECIES, k2);
                IntVector x3 = IntVector.broadcast(SPECIES, k3);
                for (int key = 0; ; key += 8) {
                    // Rounds 0-3 of the rotation table and an injection of key words.
                    x0 = x0.add(x1);
                    x1 = x1.lanewise(VectorOperators.ROL, 10).lanewise(VectorOperators.XOR, x0);
                    x2 = x2.add(x3);
                    x3 = x3.lanewise(VectorOperators.ROL, 26).lanewise(VectorOperators.XOR, x2);
                    x0 = x0.add(x3);
                    x3 = x3.lanewise(VectorOperators.ROL, 11).lanewise(VectorOperators.XOR, x0);
                    x2 = x2.add(x1);
                    x1 = x1.lanewise(VectorOperators.ROL, 21).lanewise(VectorOperators.XOR, x2);
                    x0 = x0.add(x1);
                    x1 = x1.lanewise(VectorOperators.ROL, 13).lanewise(VectorOperators.XOR, x0);
                    x2 = x2.add(x3);
                    x3 = x3.lanewise(VectorOperators.ROL, 27).lanewise(VectorOperators.XOR, x2);
                    x0 = x0.add(x3);
                    x3 = x3.lanewise(VectorOperators.ROL, 23).lanewise(VectorOperators.XOR, x0);
                    x2 = x2.add(x1);
                    x1 = x1.lanewise(VectorOperators.ROL, 5).lanewise(VectorOperators.XOR, x2);
                    x0 = x0.add(schedule[key]);
                    x1 = x1.add(schedule[key + 1]);
                    x2 = x2.add(schedule[key + 2]);
                    x3 = x3.add(schedule[key + 3]);
                    if (key == 16) {
                        break; // twenty rounds are two and a half turns
                    }
                    // Rounds 4-7 and the next injection.
                    x0 = x0.add(x1);
                    x1 = x1.lanewise(VectorOperators.ROL, 6).lanewise(VectorOperators.XOR, x0);
                    x2 = x2.add(x3);
                    x3 = x3.lanewise(VectorOperators.ROL, 20).lanewise(VectorOperators.XOR, x2);
                    x0 = x0.add(x3);
                    x3 = x3.lanewise(VectorOperators.ROL, 17).lanewise(VectorOperators.XOR, x0);
                    x2 = x2.add(x1);
                    x1 = x1.lanewise(VectorOperators.ROL, 11).lanewise(VectorOperators.XOR, x2);
                    x0 = x0.add(x1);
                    x1 = x1.lanewise(VectorOperators.ROL, 25).lanewise(VectorOperators.XOR, x0);
                    x2 = x2.add(x3);
                    x3 = x3.lanewise(VectorOperators.ROL, 10).lanewise(VectorOperators.XOR, x2);
                    x0 = x0.add(x3);
                    x3 = x3.lanewise(VectorOperators.ROL, 18).lanewise(VectorOperators.XOR, x0);
                    x2 = x2.add(x1);
                    x1 = x1.lanewise(VectorOperators.ROL, 20).lanewise(VectorOperators.XOR, x2);
                    x0 = x0.add(schedule[key + 4]);
                    x1 = x1.add(schedule[key + 5]);
                    x2 = x2.add(schedule[key + 6]);
                    x3 = x3.add(schedule[key + 7]);
                }
                x0.intoArray(out, offset + first);
                x1.intoArray(out, offset + first + 16);
                x2.intoArray(out, offset + first + 32);
                x3.intoArray(out, offset + first + 48);
            }
        }
    }

    /// What the five injections add, four words each: injection i adds key words i … i + 3, and i to the last.
    private static int[] schedule(int k0, int k1, int k2, int k3) {
        int[] key = {k0, k1, k2, k3, PARITY ^ k0 ^ k1 ^ k2 ^ k3};
        int[] schedule = new int[20];
        for (int i = 1; i <= 5; i++) {
            for (int c = 0; c < 4; c++) {
                schedule[4 * (i - 1) + c] = key[(i + c) % 5] + (c == 3 ? i : 0);
            }
        }
        return schedule;
    }
}
