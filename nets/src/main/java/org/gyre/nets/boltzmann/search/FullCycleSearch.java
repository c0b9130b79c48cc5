package org.gyre.nets.boltzmann.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Looks for threshold maps without bias whose 2^N states (±1 units) form a single cycle.
///
/// Changing weights at random hardly ever arrives there. This search builds the map from whole threshold
/// functions, one for each unit, under three conditions that a full cycle must satisfy.
///
/// 1. *One to one.* The functions f_1 … f_N of the units must take each of their 2^N joint values once. That is
///    so exactly if the product of any of them is +1 as often as −1 (all Fourier coefficients of the uniform law
///    vanish). Without bias f(−x) = −f(x), so products of an odd number are balanced anyhow, and the others need
///    to be looked at on half of the states only, which is one `long` for N ≤ 7.
/// 2. *Odd.* A cycle of 2^N states is an odd permutation. A one-to-one map that commutes with the flip x → −x is a
///    permutation of the pairs {x, −x} with a sign for each, and is odd if an odd number of signs is −1; that
///    number is |{x : x_j = +1, f_j(x) = −1}|. Exchanging two units or negating one is, for N ≥ 3, an even
///    permutation. Hence |{x : x_j = +1, f_i(x) = −1}| must be odd for all i and j, which throws out every function
///    that does not depend on all units.
/// 3. *The right order.* What is left are 2^N N! ways to give the functions and their negatives to the units, of
///    which, were they random permutations, one in 2^(N−1) would be a full cycle.
///
/// A descent draws function after function from those that still satisfy (1). Immutable.
public final class FullCycleSearch {
    /// Largest N: half of the states fit a `long`.
    public static final int LARGEST = 7;

    /// Orders of the functions that are tried, each with all 2^N signs.
    private static final int ORDERS = 200;

    private final int units;
    private final int half;
    private final long[] functions;
    private final byte[][] weights;

    private FullCycleSearch(int units, long[] functions, byte[][] weights) {
        this.units = units;
        this.half = 1 << (units - 1);
        this.functions = functions;
        this.weights = weights;
    }

    /// A map of a descent that was one to one.
    ///
    /// @param weights integer W, `[to][from]`, N×N row-major; no state has a tie
    /// @param period length of the cycle of the state in which all units are silent
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Found(int[] weights, int period) {}

    /// Prepares all functions of integer weights with a limited sum.
    ///
    /// @param units N, from 3 to [#LARGEST]
    /// @param heaviest largest Σ_j |W_ij| of a unit; 2N − 3 suffices for a full cycle
    /// @throws InputException if N is out of range
    public static FullCycleSearch of(int units, int heaviest) {
        if (units < 3 || units > LARGEST) {
            throw new InputException(
                    "a search for full cycles of " + Plural.of(units, "unit") + ": must be from 3 to " + LARGEST);
        }
        Map<Long, byte[]> found = new HashMap<>();
        // Light weights first, so that a function keeps the lightest of its weights.
        for (int sum = 1; sum <= heaviest; sum += 2) {
            enumerate(units, new byte[units], 0, sum, found);
        }
        long[] functions =
                found.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        byte[][] weights = Arrays.stream(functions).mapToObj(found::get).toArray(byte[][]::new);
        return new FullCycleSearch(units, functions, weights);
    }

    /// All signed weights with Σ |w| = sum, of which the first that is not 0 is positive. An odd sum has no ties.
    private static void enumerate(int units, byte[] w, int at, int left, Map<Long, byte[]> found) {
        if (at == units - 1) {
            // Condition 2 needs a function of all units.
            for (int sign : left > 0 ? new int[] {1, -1} : new int[0]) {
                w[at] = (byte) (sign * left);
                long table = table(units, w);
                if (odd(units, table)) {
                    found.putIfAbsent(table, w.clone());
                }
            }
            return;
        }
        for (int size = 1; size < left; size++) {
            w[at] = (byte) size;
            enumerate(units, w, at + 1, left - size, found);
            if (at > 0) {
                w[at] = (byte) -size;
                enumerate(units, w, at + 1, left - size, found);
            }
        }
    }

    /// Bit s: whether the weighted sum is positive in state s, for the states with the last unit silent.
    private static long table(int units, byte[] w) {
        int[] field = new int[1 << (units - 1)];
        for (int j = 0; j < units; j++) {
            field[0] -= w[j];
        }
        long table = field[0] > 0 ? 1 : 0;
        for (int j = 0; j + 1 < units; j++) {
            int first = 1 << j;
            for (int s = 0; s < first; s++) {
                field[first + s] = field[s] + 2 * w[j];
                if (field[first + s] > 0) {
                    table |= 1L << (first + s);
                }
            }
        }
        return table;
    }

    /// Condition 2: on one state of each pair f and x_j differ an odd number of times, for all j.
    private static boolean odd(int units, long table) {
        for (int j = 0; j < units; j++) {
            long unit = 0;
            for (int s = 0; s < 1 << (units - 1); s++) {
                unit |= (long) (s >>> j & 1) << s;
            }
            if ((Long.bitCount(table ^ unit) & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /// Number of functions, of which each stands for itself and its negative.
    public int functions() {
        return functions.length;
    }

    /// Descends until a full cycle is found.
    ///
    /// @param descents at most
    /// @return the longest cycle found, nothing if no descent was one to one
    public Optional<Found> search(int descents, RandomStream stream) {
        Found best = null;
        for (int k = 0; k < descents; k++) {
            Optional<Found> found = descend(stream.split(k).generator());
            if (found.isPresent() && (best == null || found.get().period() > best.period())) {
                best = found.get();
                if (best.period() == 2 * half) {
                    break;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /// One descent; nothing if it ended before every unit had a function.
    Optional<Found> descend(CounterRandom random) {
        int[] candidates = new int[functions.length];
        Arrays.setAll(candidates, k -> k);
        int count = candidates.length;
        int[] chosen = new int[units];
        List<Long> even = new ArrayList<>(List.of(0L));
        List<Long> odd = new ArrayList<>();
        for (int i = 0; i < units; i++) {
            if (count == 0) {
                return Optional.empty();
            }
            chosen[i] = candidates[random.nextInt(count)];
            long f = functions[chosen[i]];
            // Products of an odd and of an even number of the chosen functions that contain the new one.
            List<Long> newOdd = even.stream().map(e -> e ^ f).toList();
            List<Long> newEven = odd.stream().map(o -> o ^ f).toList();
            odd.addAll(newOdd);
            even.addAll(newEven);
            count = keepBalanced(candidates, count, newOdd);
        }
        return Optional.of(arrange(chosen, random));
    }

    /// Keeps the functions whose product with each of the given ones is balanced.
    private int keepBalanced(int[] candidates, int count, List<Long> products) {
        long[] with = products.stream().mapToLong(Long::longValue).toArray();
        int kept = 0;
        for (int k = 0; k < count; k++) {
            long g = functions[candidates[k]];
            boolean balanced = true;
            for (int p = 0; p < with.length && balanced; p++) {
                balanced = 2 * Long.bitCount(with[p] ^ g) == half;
            }
            if (balanced) {
                candidates[kept++] = candidates[k];
            }
        }
        return kept;
    }

    /// Condition 3.
    private Found arrange(int[] chosen, CounterRandom random) {
        int[] order = chosen.clone();
        int[] best = order.clone();
        int bestSigns = 0;
        int longest = 0;
        int[] next = new int[2 * half];
        for (int round = 0; round < ORDERS && longest < 2 * half; round++) {
            for (int i = units - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = order[i];
                order[i] = order[j];
                order[j] = swap;
            }
            for (int s = 0; s < half; s++) {
                int y = 0;
                for (int i = 0; i < units; i++) {
                    y |= (int) (functions[order[i]] >>> s & 1) << i;
                }
                next[s] = y;
                next[2 * half - 1 - s] = 2 * half - 1 - y;
            }
            for (int signs = 0; signs < 2 * half; signs++) {
                int length = 0;
                int state = 0;
                do {
                    state = next[state] ^ signs;
                    length++;
                } while (state != 0);
                if (length > longest) {
                    longest = length;
                    bestSigns = signs;
                    best = order.clone();
                }
            }
        }
        int[] matrix = new int[units * units];
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < units; j++) {
                int w = weights[best[i]][j];
                matrix[i * units + j] = (bestSigns >>> i & 1) != 0 ? -w : w;
            }
        }
        return new Found(matrix, longest);
    }
}
