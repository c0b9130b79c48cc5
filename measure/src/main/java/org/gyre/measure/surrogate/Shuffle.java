package org.gyre.measure.surrogate;

import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.random.CounterRandom;

/// A way to put the samples of one variable into another order, which keeps what the null hypothesis keeps
/// and destroys its relation to the others.
///
/// An order is a list of sample numbers: sample s is replaced by sample `order[s]`.
public sealed interface Shuffle {
    /// How the null hypothesis is called in a report.
    String label();

    /// A random order of the samples of all trials, which are numbered through.
    ///
    /// @param trialLengths number of samples of each trial
    /// @throws InputException if the trials are too short for it
    int[] order(int[] trialLengths, CounterRandom random);

    /// How many different orders [#order] draws from; may be infinite, where a double holds no larger number.
    ///
    /// @param trialLengths number of samples of each trial
    /// @throws InputException if the trials are too short for it
    double distinct(int[] trialLengths);

    /// The fewest samples of a trial that can be shuffled by itself; 1 if trials are mixed.
    default long fewest() {
        return 1;
    }

    /// Where some samples go in the order that [#order] would draw: for sample s the place at which `order` holds s.
    ///
    /// @param samples numbers of samples, rising
    /// @param trialLengths number of samples of each trial
    /// @throws InputException if the trials are too short for it
    default int[] places(int[] samples, int[] trialLengths, CounterRandom random) {
        int[] order = order(trialLengths, random);
        int[] inverse = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            inverse[order[place]] = place;
        }
        int[] places = new int[samples.length];
        for (int i = 0; i < samples.length; i++) {
            places[i] = inverse[samples[i]];
        }
        return places;
    }

    /// Every order equally likely: keeps the distribution of values. Right when the samples are independent
    /// of each other under the null hypothesis, too optimistic when both variables have a memory.
    record Permutation() implements Shuffle {
        @Override
        public String label() {
            return "permutation";
        }

        @Override
        public int[] order(int[] trialLengths, CounterRandom random) {
            int[] order = identity(total(trialLengths));
            permute(order, random);
            return order;
        }

        @Override
        public double distinct(int[] trialLengths) {
            return factorial(total(trialLengths));
        }
    }

    /// Each trial shifted round by a random number of steps: keeps the variable's own memory, but for the
    /// seam. Right for stationary series with a memory shorter than the least shift.
    ///
    /// @param least shifts by fewer steps, in either direction, do not occur; ≥ 1
    record Circular(int least) implements Shuffle {
        public Circular {
            if (least < 1) {
                throw new InputException("the least shift is " + least + ": must be at least 1");
            }
        }

        @Override
        public String label() {
            return "circular shift by at least " + least;
        }

        @Override
        public int[] order(int[] trialLengths, CounterRandom random) {
            int[] shifts = shifts(trialLengths, random);
            int[] order = identity(total(trialLengths));
            int from = 0;
            for (int r = 0; r < shifts.length; r++) {
                for (int t = 0; t < trialLengths[r]; t++) {
                    order[from + t] = from + (t + shifts[r]) % trialLengths[r];
                }
                from += trialLengths[r];
            }
            return order;
        }

        @Override
        public int[] places(int[] samples, int[] trialLengths, CounterRandom random) {
            int[] shifts = shifts(trialLengths, random);
            int[] places = new int[samples.length];
            int from = 0;
            int i = 0;
            for (int r = 0; r < shifts.length; r++) {
                int end = from + trialLengths[r];
                for (; i < samples.length && samples[i] < end; i++) {
                    int place = samples[i] - shifts[r];
                    places[i] = place < from ? place + trialLengths[r] : place;
                }
                from = end;
            }
            return places;
        }

        /// By how many steps each trial is shifted: sample t is replaced by sample t + shift.
        ///
        /// @param trialLengths number of samples of each trial
        /// @throws InputException if a trial is too short
        public int[] shifts(int[] trialLengths, CounterRandom random) {
            int[] shifts = new int[trialLengths.length];
            for (int r = 0; r < shifts.length; r++) {
                shifts[r] = trialLengths[r] == 0 ? 0 : least + random.nextInt(choices(trialLengths[r]));
            }
            return shifts;
        }

        @Override
        public double distinct(int[] trialLengths) {
            double product = 1;
            for (int length : trialLengths) {
                product *= length == 0 ? 1 : choices(length);
            }
            return product;
        }

        @Override
        public long fewest() {
            return 2L * least;
        }

        /// How many shifts a trial has.
        private int choices(int length) {
            long choices = length - 2L * least + 1;
            if (choices < 1) {
                throw new InputException(
                        "a trial of " + Plural.of(length, "sample") + " cannot be shifted round by at least "
                                + Plural.of(least, "step") + ": " + (least > 1 ? "lower the least shift or " : "")
                                + "record longer trials");
            }
            return (int) choices;
        }
    }

    /// Each trial cut into blocks, which change places: keeps the memory within blocks. The last block of a
    /// trial may be shorter. A trial of one block is refused: it would stay as it is in every
    /// surrogate, and with it the relation that the surrogates are to destroy.
    ///
    /// @param length samples of a block, ≥ 1
    record Blocks(int length) implements Shuffle {
        public Blocks {
            if (length < 1) {
                throw new InputException("blocks of " + Plural.of(length, "sample") + ": must be at least 1");
            }
        }

        @Override
        public String label() {
            return "permutation of blocks of " + length;
        }

        @Override
        public int[] order(int[] trialLengths, CounterRandom random) {
            int[] order = new int[total(trialLengths)];
            int from = 0;
            for (int steps : trialLengths) {
                int[] blocks = identity(blocks(steps));
                permute(blocks, random);
                int at = from;
                for (int block : blocks) {
                    int start = block * length;
                    int end = start + Math.min(length, steps - start);
                    for (int t = start; t < end; t++) {
                        order[at++] = from + t;
                    }
                }
                from += steps;
            }
            return order;
        }

        @Override
        public double distinct(int[] trialLengths) {
            double product = 1;
            for (int steps : trialLengths) {
                product *= factorial(blocks(steps));
            }
            return product;
        }

        @Override
        public long fewest() {
            return length + 1L;
        }

        /// How many blocks a trial has.
        private int blocks(int steps) {
            int blocks = Math.ceilDiv(steps, length);
            if (blocks == 1) {
                throw new InputException("a trial of " + Plural.of(steps, "sample") + " is not longer than a block of "
                        + length + " and would be the same in every surrogate: "
                        + (length > 1 ? "cut shorter blocks or " : "") + "record longer trials");
            }
            return blocks;
        }
    }

    private static int total(int[] trialLengths) {
        int samples = 0;
        for (int length : trialLengths) {
            samples = Math.addExact(samples, length);
        }
        return samples;
    }

    private static int[] identity(int count) {
        int[] identity = new int[count];
        for (int i = 0; i < count; i++) {
            identity[i] = i;
        }
        return identity;
    }

    private static double factorial(int n) {
        double product = 1;
        for (int k = 2; k <= n && product < Double.POSITIVE_INFINITY; k++) {
            product *= k;
        }
        return product;
    }

    /// Fisher-Yates.
    private static void permute(int[] values, CounterRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }
}
