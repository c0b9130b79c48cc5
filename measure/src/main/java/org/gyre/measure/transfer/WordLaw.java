package org.gyre.measure.transfer;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.linalg.Blas;
import org.gyre.measure.flux.StateTable;
import org.gyre.measure.flux.StationaryLaw;

/// The exact joint law of what some units do over k successive steps and what one unit does next,
/// under the stationary law of the whole network.
///
/// The mass of the states is carried along for every past of the observed units apart: with O observed
/// units 2^(O(k−1)) masses of 2^N states, each step a product with the transition matrix, whose rows
/// are made block by block. A word has bit sO + u for observed unit u at step s, oldest first, and bit
/// kO for the next state of the target.
final class WordLaw {
    /// Most doubles in the masses, half a gigabyte.
    private static final long LARGEST = 1L << 26;

    private static final int BLOCK = 64;

    private final int observed;
    private final int steps;
    private final double[] probability;

    private WordLaw(int observed, int steps, double[] probability) {
        this.observed = observed;
        this.steps = steps;
        this.probability = probability;
    }

    /// @param target the unit whose next state is the last bit
    /// @param observed units, without repetition
    /// @param steps k ≥ 1
    /// @throws InputException if a unit does not exist, or the masses would not fit into memory
    static WordLaw of(StationaryLaw law, int target, int[] observed, int steps) {
        StateTable table = law.table();
        int states = table.states();
        requireUnit(target, table.units());
        for (int unit : observed) {
            requireUnit(unit, table.units());
        }
        if (steps < 1) {
            throw new InputException("history = " + steps + ": give at least one step");
        }
        int patterns = 1 << observed.length;
        double size = StrictMath.pow(patterns, steps - 1) * states;
        if (size > LARGEST) {
            throw new InputException("the exact law of " + Plural.of(observed.length, "unit") + " over "
                    + Plural.of(steps, "step") + " in a"
                    + " network of " + Plural.of(table.units(), "unit")
                    + " does not fit into memory: shorten the history or"
                    + " estimate it from a recording");
        }
        int[] pattern = new int[states];
        for (int s = 0; s < states; s++) {
            for (int u = 0; u < observed.length; u++) {
                pattern[s] |= (s >>> observed[u] & 1) << u;
            }
        }
        double[] mass = new double[states];
        Arrays.setAll(mass, law::probability);
        int pasts = 1;
        for (int step = 1; step < steps; step++) {
            mass = step(table, divided(mass, pasts, states, pattern, patterns), pasts * patterns);
            pasts *= patterns;
        }
        double[] probability = new double[2 * patterns * pasts];
        for (int past = 0; past < pasts; past++) {
            for (int s = 0; s < states; s++) {
                int word = pattern[s] * pasts + past;
                double p = mass[past * states + s];
                probability[word] += p * table.silent(target, s);
                probability[patterns * pasts + word] += p * table.fires(target, s);
            }
        }
        return new WordLaw(observed.length, steps, probability);
    }

    private static void requireUnit(int unit, int units) {
        if (unit < 0 || unit >= units) {
            throw new InputException("there is no unit " + unit + " in a network of " + Plural.of(units, "unit")
                    + ": name units from 0 to " + (units - 1));
        }
    }

    /// The mass of each past divided by the present pattern, which becomes the latest part of the past.
    private static double[] divided(double[] mass, int pasts, int states, int[] pattern, int patterns) {
        double[] divided = new double[pasts * patterns * states];
        for (int past = 0; past < pasts; past++) {
            for (int s = 0; s < states; s++) {
                divided[(pattern[s] * pasts + past) * states + s] = mass[past * states + s];
            }
        }
        return divided;
    }

    /// Mass · P for each of the rows.
    private static double[] step(StateTable table, double[] mass, int rows) {
        int states = table.states();
        int width = Math.min(BLOCK, states);
        double[] transition = new double[width * states];
        double[] next = new double[rows * states];
        Blas blas = Blas.best();
        for (int first = 0; first < states; first += width) {
            for (int x = 0; x < width; x++) {
                // Doubling: the law of the first i units gives that of i + 1.
                int row = x * states;
                transition[row] = 1;
                for (int i = 0; i < table.units(); i++) {
                    double fires = table.fires(i, first + x);
                    double silent = table.silent(i, first + x);
                    for (int k = 0, half = 1 << i; k < half; k++) {
                        double p = transition[row + k];
                        transition[row + half + k] = p * fires;
                        transition[row + k] = p * silent;
                    }
                }
            }
            blas.dgemm(
                    false,
                    false,
                    rows,
                    states,
                    width,
                    1,
                    mass,
                    first,
                    states,
                    transition,
                    0,
                    states,
                    1,
                    next,
                    0,
                    states);
        }
        return next;
    }

    /// Entropy, in nats, of the last states of observed units, with or without the next state of the
    /// target.
    ///
    /// @param next whether the next state of the target is part of the word
    /// @param lengths for each observed unit how many steps up to the present are part of it, 0 … k
    double entropy(boolean next, int... lengths) {
        int mask = next ? 1 << (observed * steps) : 0;
        for (int u = 0; u < observed; u++) {
            for (int s = steps - lengths[u]; s < steps; s++) {
                mask |= 1 << (s * observed + u);
            }
        }
        return entropy(mask);
    }

    private double entropy(int mask) {
        double[] marginal = new double[probability.length];
        for (int word = 0; word < probability.length; word++) {
            marginal[word & mask] += probability[word];
        }
        double sum = 0;
        for (double p : marginal) {
            if (p > 0) {
                sum -= p * StrictMath.log(p);
            }
        }
        return sum;
    }
}
