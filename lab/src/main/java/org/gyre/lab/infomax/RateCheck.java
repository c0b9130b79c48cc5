package org.gyre.lab.infomax;

import java.util.Locale;
import org.gyre.core.BinaryRaster;
import org.gyre.core.stats.Descriptive;
import org.gyre.nets.infomax.InfomaxParameters;

/// Do the free units of a recording fire at their target rates?
///
/// What chance allows is taken from the recording itself: the standard error of the mean over
/// [#STRETCHES] stretches (bursts and sequences make it larger than that of independent spikes), and at
/// least the binomial √(p̄(1−p̄)/T).
///
/// @param largest largest |m_i − p̄_i| of a free unit, spikes per step
/// @param off number of free units beyond chance
/// @param worst the unit that is furthest from its target, in units of its error
/// @param rate measured rate of that unit
/// @param target its target
record RateCheck(double largest, int off, int worst, double rate, double target) {
    static final int STRETCHES = 20;

    /// Six standard errors: with 20 stretches and 150 units chance exceeds it once in a thousand
    /// recordings.
    private static final double ALLOWED = 6;

    static RateCheck of(BinaryRaster raster, InfomaxParameters parameters) {
        int length = raster.steps() / STRETCHES;
        double[][] rates = new double[parameters.freeUnits()][STRETCHES];
        for (int s = 0; s < STRETCHES; s++) {
            long[] counts = raster.slice(s * length, (s + 1) * length).spikeCounts();
            for (int i = 0; i < rates.length; i++) {
                rates[i][s] = counts[i] / (double) length;
            }
        }
        double largest = 0;
        int off = 0;
        int worst = 0;
        double worstExcess = -1;
        for (int i = 0; i < rates.length; i++) {
            double target = parameters.rate(i);
            double deviation = Math.abs(Descriptive.mean(rates[i]) - target);
            double error = Math.max(
                    Descriptive.standardError(rates[i]),
                    Math.sqrt(target * (1 - target) / ((double) length * STRETCHES)));
            largest = Math.max(largest, deviation);
            off += deviation > ALLOWED * error ? 1 : 0;
            if (deviation / error > worstExcess) {
                worstExcess = deviation / error;
                worst = i;
            }
        }
        return new RateCheck(largest, off, worst, Descriptive.mean(rates[worst]), parameters.rate(worst));
    }

    boolean met() {
        return off == 0;
    }

    /// What is wrong and what to do about it.
    String sentence() {
        return String.format(
                Locale.ROOT,
                "After training %d unit%s away from the target rate by more than chance, unit %d the most (%.3g spikes per"
                        + " step instead of %.3g), and values centred with the target are wrong for %s: raise"
                        + " test.settling_steps, or lower the learning rate.",
                off,
                off == 1 ? " is" : "s are",
                worst,
                rate,
                target,
                off == 1 ? "it" : "them");
    }
}
