package org.gyre.core.random;

import java.nio.charset.StandardCharsets;

/// A named, splittable, counter-based stream of random 32-bit words; immutable and cheap.
///
/// Word `w` is a pure function of (key, w): see [Threefry] for the function and the word order. Streams
/// with different names or numbers are independent for every practical purpose, because their keys are
/// images of distinct inputs under the same cipher.
///
/// ```
/// RandomStream run = RandomStream.of(seed);
/// CounterRandom weights = run.split("weights").generator();
/// run.split("spikes").fillInts(64L * step, words, 0, 64);
/// ```
///
/// @param k0 key word 0
/// @param k1 key word 1
/// @param k2 key word 2
/// @param k3 key word 3
public record RandomStream(int k0, int k1, int k2, int k3) {
    /// Number of words that are generated together; bulk draws start at a multiple of it.
    public static final int GROUP = Threefry.GROUP;

    /// The root stream of a run.
    public static RandomStream of(long seed) {
        return new RandomStream(0x67797265, 0x726f6f74, 0, 0).split(seed);
    }

    /// The child stream with the given name.
    public RandomStream split(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        // Chained over 12-byte pieces; the fourth counter word marks the kind and the length, so that no
        // two inputs share a chain.
        RandomStream key = this;
        for (int start = 0; start == 0 || start < bytes.length; start += 12) {
            int[] piece = new int[4];
            for (int i = start; i < Math.min(start + 12, bytes.length); i++) {
                piece[(i - start) >> 2] |= (bytes[i] & 0xff) << (8 * ((i - start) & 3));
            }
            piece[3] = 0x40000000 | bytes.length;
            key = key.derive(piece);
        }
        return key;
    }

    /// The child stream with the given number.
    public RandomStream split(long number) {
        return derive(new int[] {(int) number, (int) (number >>> 32), 0, 0x20000000});
    }

    private RandomStream derive(int[] counter) {
        Threefry.block(k0, k1, k2, k3, counter);
        return new RandomStream(counter[0], counter[1], counter[2], counter[3]);
    }

    /// A sequential generator at the start of this stream.
    public CounterRandom generator() {
        return new CounterRandom(this, 0);
    }

    /// A sequential generator whose next word is number `position`.
    public CounterRandom generatorAt(long position) {
        return new CounterRandom(this, position);
    }

    /// The numbers from 0 to `count` − 1 in a random order, each order equally likely (Fisher and Yates, inside
    /// out).
    public int[] permutation(int count) {
        CounterRandom random = generator();
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// Writes words `counter, counter + 1, …` of the stream to `out[from … to)`, vectorised.
    ///
    /// @param counter index of the first word, a multiple of [#GROUP]
    /// @throws IllegalArgumentException if `counter` is negative or not such a multiple
    public void fillInts(long counter, int[] out, int from, int to) {
        if (counter < 0 || counter % GROUP != 0) {
            throw new IllegalArgumentException("counter = " + counter + ": must be a multiple of " + GROUP);
        }
        int groups = (to - from) / GROUP;
        Threefry.fillGroups(k0, k1, k2, k3, counter / GROUP, groups, out, from);
        int done = from + groups * GROUP;
        if (done < to) {
            int[] last = new int[GROUP];
            Threefry.fillGroups(k0, k1, k2, k3, counter / GROUP + groups, 1, last, 0);
            System.arraycopy(last, 0, out, done, to - done);
        }
    }

    /// Word `index` of the stream: the scalar twin of [#fillInts].
    public int word(long index) {
        long block = (index >> 6) * 16 + (index & 15);
        int[] counter = {(int) block, (int) (block >>> 32), 0, 0};
        Threefry.block(k0, k1, k2, k3, counter);
        return counter[(int) (index >> 4) & 3];
    }
}
