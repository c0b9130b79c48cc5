package org.gyre.nets.lif.encoding;

import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.core.special.Logarithms;

/// Draws the spikes of a sample whose inputs fire in each step with a probability of their own.
///
/// Inputs that fire rarely cost by the spike: on an axis on which a step of input i is h = −ln(1 − p)
/// long, the gap from the end of one step with a spike to the point where the next falls is
/// exponential of mean one (a gap of ⌊gap / h⌋ steps is geometric), and all such inputs are laid one
/// behind the other, so that those without a spike cost no random number. Inputs that fire often cost
/// by 64 steps: the binary digits of 64 uniform numbers are compared with those of p, all at once and
/// no further than needed.
final class BernoulliTrains {
    /// From this probability on inputs count as firing often: about where both ways cost the same. Part
    /// of what the spikes of a random stream are.
    static final double OFTEN = 1.0 / 32;

    private static final int GAPS = 16;

    private final double[] gaps = new double[GAPS];
    private int nextGap;

    /// Tells the spikes of one sample.
    ///
    /// @param values from 0 to 1, those of the sample begin at `from`
    /// @param stream of this sample alone
    void draw(float[] values, int from, int inputs, double factor, RandomStream stream, Trains to) {
        CounterRandom random = stream.generator();
        nextGap = GAPS;
        int steps = to.steps();
        // Where the next spike falls, counted from the first step of the input.
        double next = 0;
        boolean drawn = false;
        for (int i = 0; i < inputs; i++) {
            float value = values[from + i];
            if (value == 0) {
                continue;
            }
            double p = factor * value;
            if (p >= OFTEN) {
                often(p, i, random, to);
                continue;
            }
            if (!drawn) {
                next = gap(random);
                drawn = true;
            }
            double h = hazard(p);
            double end = h * steps;
            if (next < end) {
                to.reserve();
                int least = 0;
                do {
                    // The quotient may be rounded into the step before.
                    int step = Math.max((int) (next / h), least);
                    if (step >= steps) {
                        next = end;
                        break;
                    }
                    to.add(step, i);
                    least = step + 1;
                    next = h * least + gap(random);
                } while (next < end);
            }
            next -= end;
        }
        to.endSample();
    }

    private static void often(double p, int input, CounterRandom random, Trains to) {
        to.reserve();
        int steps = to.steps();
        for (int first = 0; first < steps; first += Long.SIZE) {
            int count = Math.min(Long.SIZE, steps - first);
            long all = -1L >>> (Long.SIZE - count);
            long fire = p >= 1 ? all : below(p, all, random);
            for (; fire != 0; fire &= fire - 1) {
                to.add(first + Long.numberOfTrailingZeros(fire), input);
            }
        }
    }

    /// Bits, each one with probability p, to 53 binary digits.
    ///
    /// @param asked which bits are wanted
    private static long below(double p, long asked, CounterRandom random) {
        long fire = 0;
        long undecided = asked;
        // The digits of p that were not yet compared, the next one on top.
        for (long digits = (long) (p * 0x1p53) << 11; digits != 0 && undecided != 0; digits <<= 1) {
            long uniform = random.nextLong();
            if (digits < 0) {
                fire |= undecided & ~uniform;
                undecided &= uniform;
            } else {
                undecided &= ~uniform;
            }
        }
        return fire;
    }

    /// An exponential number of mean one.
    private double gap(CounterRandom random) {
        if (nextGap == GAPS) {
            for (int k = 0; k < GAPS; k++) {
                gaps[k] = ((random.nextLong() >>> 11) + 0.5) * 0x1p-53;
            }
            Logarithms.inPlace(gaps);
            nextGap = 0;
        }
        return -gaps[nextGap++];
    }

    /// −ln(1 − p) = p + p²/2 + p³/3 + … for p below [#OFTEN], to 2⁻⁵³ of itself.
    static double hazard(double p) {
        double sum = 1.0 / 11;
        sum = sum * p + 1.0 / 10;
        sum = sum * p + 1.0 / 9;
        sum = sum * p + 1.0 / 8;
        sum = sum * p + 1.0 / 7;
        sum = sum * p + 1.0 / 6;
        sum = sum * p + 1.0 / 5;
        sum = sum * p + 1.0 / 4;
        sum = sum * p + 1.0 / 3;
        sum = sum * p + 1.0 / 2;
        return p * (sum * p + 1);
    }
}
