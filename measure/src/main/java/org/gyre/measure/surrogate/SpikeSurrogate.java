package org.gyre.measure.surrogate;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.SpikeTrains;
import org.gyre.core.random.RandomStream;

/// A way to make spike trains that share with a recording what the null hypothesis keeps, and nothing
/// else.
///
/// The number of spikes of each unit, the clock and the duration stay. Units are treated independently
/// of each other, unit i with child i of the stream, so that every relation between them is destroyed.
public interface SpikeSurrogate {
    /// How the null hypothesis is called in a report, such as `circular shift`.
    String label();

    /// One surrogate; the same stream gives the same trains.
    ///
    /// @throws InputException if the recording is too short for it
    SpikeTrains apply(SpikeTrains trains, RandomStream stream);

    /// How many different relations between the units [#apply] draws from, at most; may be infinite, where a double
    /// holds no larger number. Where trains are turned round the recording, all by the same time is no other
    /// relation; a lone unit is counted by its own trains.
    ///
    /// @throws InputException if the recording is too short for it
    double distinct(SpikeTrains trains);

    /// Whether [#apply] may draw the recording itself, as likely as any other of its surrogates.
    /// Under the null hypothesis the recording is then one more draw, so that p is valid however
    /// few different surrogates there are: copies tie with what they copy, and count as being as
    /// large.
    boolean drawsTheRecording();

    /// What lets there be more of them, to follow a colon.
    String remedy();

    /// Refuses more surrogates than there are different ones, as [SurrogateTest#requireEnoughOrders] does.
    ///
    /// @param place what is compared, such as `units 3 and 7`
    /// @throws InputException if there are fewer than `surrogates`
    default void requireEnough(SpikeTrains trains, int surrogates, String place) {
        double distinct = distinct(trains);
        if (distinct < surrogates) {
            throw new InputException((distinct < 2 ? "there is only " : "there are only ")
                    + Plural.of((long) distinct, "distinct order") + " of " + place
                    + " (" + label() + "), fewer than the " + Plural.of(surrogates, "surrogate") + " asked for: "
                    + remedy() + ", or take fewer surrogates");
        }
    }

    /// Number of units with a spike.
    private static int active(SpikeTrains trains) {
        return (int)
                Arrays.stream(trains.ticks()).filter(train -> train.length > 0).count();
    }

    /// How many relations arise at most when each unit is turned round by itself, by one of so many
    /// successive times; no more than that for two units, or where any turn is allowed.
    ///
    /// Of n units with t turns each, those with the least turn at 0 stand for all that differ by a common turn:
    /// tⁿ − (t − 1)ⁿ. Round a ring of D ticks some of these are one relation, of which there are Dⁿ⁻¹.
    ///
    /// @param turns of one unit, at most the duration
    static double rotations(SpikeTrains trains, long turns) {
        int active = active(trains);
        if (active < 2) {
            return (double) turns;
        }
        double open = 1;
        double fewer = 1;
        double ring = 1;
        for (int unit = 1; unit < active && open < Double.POSITIVE_INFINITY; unit++) {
            fewer *= (double) turns - 1;
            open = open * (double) turns + fewer;
            ring *= (double) trains.duration();
        }
        return Math.min(open, ring);
    }
}
