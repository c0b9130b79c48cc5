package org.gyre.data.stimulus;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;

/// A branching process on finitely many units: each spike kicks a Poisson number of units, m on average,
/// chosen by chance with repetition, and a Poisson number, h on average in a step, is kicked from outside;
/// who is kicked fires in the next step, once.
///
/// While few units fire, the number of spikes is the driven branching process of Wilting and Priesemann
/// (2018): its mean is h/(1 − m), and avalanches that one spike began have sizes of the Borel law e^(−ms)
/// (ms)^(s−1) / s!, whose tail at m = 1 is s^(−3/2) (Harris 1963). With many, kicks meet the same units, so
/// that the activity stays bounded at m = 1 too.
///
/// @param units    N, how many there are
/// @param branching m, from 0 to 1
/// @param drive    h ≥ 0
public record BranchingNetwork(int units, double branching, double drive) {
    private static final int MOST_SPIKES = 20_000_000;

    /// Largest mean of a Poisson number that is drawn at once: its e^−mean leaves a uniform number its
    /// digits.
    private static final double PIECE = 20;

    /// Spikes in the order of time, within a step in that of the kicks.
    ///
    /// @param steps of the recording
    /// @param times step of each spike
    /// @param units unit of each spike
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Spikes(int steps, int[] times, int[] units) {
        /// How many units of the first `seen` fire in each bin.
        ///
        /// @param bin steps of a bin; what is left at the end is dropped
        public int[] counts(int seen, int bin) {
            int[] counts = new int[steps / bin];
            int at = 0;
            long end = bin;
            for (int i = 0; i < times.length; i++) {
                while (times[i] >= end) {
                    at++;
                    end += bin;
                }
                if (at == counts.length) {
                    break;
                }
                if (units[i] < seen) {
                    counts[at]++;
                }
            }
            return counts;
        }
    }

    /// @throws InputException if a number is out of range
    public BranchingNetwork {
        if (units < 1 || !(branching >= 0 && branching <= 1) || !(drive >= 0 && drive <= units)) {
            throw new InputException("units = " + units + ", branching = " + branching + ", drive = " + drive
                    + ": there must be a unit, the branching ratio is from 0 to 1 and the drive from 0 to the units");
        }
    }

    /// Lets it run from silence.
    ///
    /// @throws InputException if it would fire more than twenty million spikes
    public Spikes run(int steps, RandomStream stream) {
        RandomGenerator random = stream.generator();
        int[] times = new int[1024];
        int[] who = new int[1024];
        int count = 0;
        // The step at which a unit was last kicked, so that it fires once.
        int[] kicked = new int[units];
        Arrays.fill(kicked, -1);
        int active = 0;
        for (int t = 0; t < steps; t++) {
            int kicks;
            if (active > 0) {
                kicks = poisson(branching * active + drive, random);
            } else {
                // Nothing happens until the next kick from outside, at a moment within some later step.
                double wait = -Math.log1p(-random.nextDouble()) / drive;
                if (!(wait < steps - t)) {
                    break;
                }
                t += (int) wait;
                kicks = 1 + poisson(drive * (1 - (wait - (int) wait)), random);
            }
            int first = count;
            for (int k = 0; k < kicks; k++) {
                int unit = random.nextInt(units);
                if (kicked[unit] < t) {
                    kicked[unit] = t;
                    if (count == times.length) {
                        if (count >= MOST_SPIKES) {
                            throw new InputException("the network fires more than " + MOST_SPIKES
                                    + " spikes; take less drive or a shorter recording");
                        }
                        times = Arrays.copyOf(times, 2 * count);
                        who = Arrays.copyOf(who, 2 * count);
                    }
                    times[count] = t;
                    who[count++] = unit;
                }
            }
            active = count - first;
        }
        return new Spikes(steps, Arrays.copyOf(times, count), Arrays.copyOf(who, count));
    }

    /// By inversion, in pieces: one uniform number for each.
    private static int poisson(double mean, RandomGenerator random) {
        int count = 0;
        for (double left = mean; left > 0; left -= PIECE) {
            double piece = Math.min(left, PIECE);
            double term = Math.exp(-piece);
            double rest = random.nextDouble() - term;
            for (int k = 1; rest >= 0 && term > 0; k++) {
                term *= piece / k;
                rest -= term;
                count++;
            }
        }
        return count;
    }
}
