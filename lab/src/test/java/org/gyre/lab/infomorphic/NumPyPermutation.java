package org.gyre.lab.infomorphic;

/// The permutation that `numpy.random.RandomState(seed).permutation(count)` gives, so that a
/// reference experiment can be repeated on its own split: the Mersenne twister MT19937 of Matsumoto
/// and Nishimura (1998) and the shuffle by masked rejection of NumPy's legacy generator.
final class NumPyPermutation {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int next = N;

    private NumPyPermutation(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /// 0 … count − 1 in NumPy's random order.
    static int[] of(int seed, int count) {
        NumPyPermutation generator = new NumPyPermutation(seed);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        for (int i = count - 1; i > 0; i--) {
            int j = generator.upTo(i);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    private int upTo(int most) {
        int mask = (Integer.highestOneBit(most) << 1) - 1;
        int value;
        do {
            value = word() & mask;
        } while (value > most);
        return value;
    }

    private int word() {
        if (next == N) {
            for (int i = 0; i < N; i++) {
                int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
                state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
            }
            next = 0;
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }
}
