package org.gyre.measure.spikes;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.SpikeTrains;

/// The spike time tiling coefficient of Cutts and Eglen (J. Neurosci. 34:14288, 2014), a correlation
/// that does not depend on the firing rates:
///
///     STTC = ½ ((P_A − T_B) / (1 − P_A T_B) + (P_B − T_A) / (1 − P_B T_A))
///
/// T_A is the share of the recording's ticks within ±Δt of a spike of A, P_A the share of A's spikes within
/// ±Δt of a spike of B, ends included in both, so that independent trains have the coefficient 0 on average
/// on any clock. (The authors' program measures T in continuous time, which is less by half a tick at each
/// end.) A term is 1 where both P and T are. The coefficient is 1 for equal trains and NaN if a unit is
/// silent.
///
/// @param reach Δt in ticks, ≥ 0
public record SpikeTimeTiling(long reach) implements PairStatistic {
    /// @throws InputException if the reach is negative
    public SpikeTimeTiling {
        if (reach < 0) {
            throw new InputException("a reach of " + Plural.of(reach, "tick") + ": must not be negative");
        }
    }

    @Override
    public String label() {
        return "spike time tiling coefficient within " + Plural.of(reach, "tick");
    }

    @Override
    public double[] values(SpikeTrains trains) {
        int units = trains.units();
        long[][] ticks = trains.ticks();
        double[] tiled = new double[units];
        Arrays.setAll(tiled, unit -> tiled(ticks[unit], trains.duration()));
        UnitPairs pairs = new UnitPairs(units);
        double[] values = new double[pairs.count()];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < units; i++) {
            for (int j = i + 1; j < units; j++) {
                if (ticks[i].length > 0 && ticks[j].length > 0) {
                    values[pairs.index(i, j)] =
                            0.5 * (term(near(ticks[i], ticks[j]), tiled[j]) + term(near(ticks[j], ticks[i]), tiled[i]));
                }
            }
        }
        return values;
    }

    private static double term(double share, double tiled) {
        double rest = 1 - share * tiled;
        return rest == 0 ? 1 : (share - tiled) / rest;
    }

    /// Share of the recording's ticks within reach of a spike.
    private double tiled(long[] train, long duration) {
        long covered = 0;
        long end = 0;
        for (long tick : train) {
            long from = Math.max(end, tick - reach);
            end = Math.max(end, Math.min(duration, tick + reach + 1));
            covered += Math.max(0, end - from);
        }
        return duration == 0 ? 0 : (double) covered / duration;
    }

    /// Share of the spikes of one train within reach of a spike of the other.
    private double near(long[] train, long[] other) {
        int near = 0;
        int k = 0;
        for (long tick : train) {
            while (k < other.length && other[k] < tick - reach) {
                k++;
            }
            near += k < other.length && other[k] <= tick + reach ? 1 : 0;
        }
        return (double) near / train.length;
    }
}
