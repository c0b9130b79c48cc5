package org.gyre.measure.avalanche;

import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Progress;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.jspecify.annotations.Nullable;

/// Every law fitted to the tail of a sample, in a range that is given or chosen from the sample,
/// or the reason why there is no fit.
///
/// @param sample all of it
/// @param n number of values in the range of the fit; without a fit, of those that were to be
///     fitted
/// @param analysis absent if nothing can be fitted
/// @param range how both ends were chosen; absent if they were not
/// @param obstacle why there is no fit, a clause; empty if there is one
public record TailFit(
        Tally sample,
        long n,
        @Nullable TailAnalysis analysis,
        @Nullable FittingRange range,
        String obstacle) {

    /// The fit in a given range.
    public static TailFit in(Support range, Tally sample) {
        Tally inside = sample.between(range.from(), range.to());
        String obstacle = obstacle(inside, false);
        return obstacle.isEmpty() ? of(sample, range, null) : none(sample, inside, obstacle);
    }

    /// The fit from the value on where the power law fits best ([LowerCutoff]).
    ///
    /// @param xmax upper end, or +∞
    /// @param team threads that share the search
    public static TailFit fromBestStart(Tally sample, boolean discrete, double xmax, Team team) {
        Tally inside = sample.between(0, xmax);
        String obstacle = obstacle(inside, true);
        return obstacle.isEmpty()
                ? of(
                        sample,
                        LowerCutoff.select(sample, discrete, xmax, LowerCutoff.MINIMUM_TAIL, team)
                                .support(),
                        null)
                : none(sample, inside, obstacle);
    }

    /// The fit in the widest range that is not ruled out ([FittingRange]).
    ///
    /// @param xmin lower end; absent if it is searched for too
    /// @param team threads that share the search
    /// @throws InputException if xmin is no lower end of a law
    public static TailFit inWidestRange(
            @Nullable Double xmin,
            Tally sample,
            boolean discrete,
            FittingRange.Settings settings,
            RandomStream random,
            Team team,
            Progress progress) {
        if (xmin != null) {
            Support.check(xmin, discrete);
        }
        Tally inside = sample.between(xmin == null ? 0 : xmin, Double.POSITIVE_INFINITY);
        String obstacle = obstacle(inside, true);
        if (!obstacle.isEmpty()) {
            return none(sample, inside, obstacle);
        }
        try {
            FittingRange range = xmin == null
                    ? FittingRange.widest(sample, discrete, settings, random, team, progress)
                    : FittingRange.widestFrom(xmin, sample, discrete, settings, random, team, progress);
            return of(sample, range.fit().support(), range);
        } catch (InputException noRange) {
            return none(sample, inside, String.valueOf(noRange.getMessage()));
        }
    }

    private static TailFit of(Tally sample, Support support, @Nullable FittingRange range) {
        TailAnalysis analysis = TailAnalysis.of(sample, support);
        return new TailFit(sample, analysis.powerLaw().n(), analysis, range, "");
    }

    private static TailFit none(Tally sample, Tally inside, String obstacle) {
        return new TailFit(sample, inside.total(), null, null, obstacle);
    }

    /// Why nothing can be fitted, or empty.
    private static String obstacle(Tally inside, boolean searching) {
        if (inside.total() == 0) {
            return "no value lies in the range of the fit";
        }
        if (inside.distinct() == 1) {
            String value = Support.number(inside.minimum());
            return (inside.total() == 1
                            ? "the only value in the range of the fit is " + value
                            : "all " + inside.total() + " values in the range of the fit are " + value)
                    + ": no law can be fitted to a constant sample";
        }
        return searching && inside.total() < LowerCutoff.MINIMUM_TAIL
                ? "the sample has " + Plural.of(inside.total(), "value") + ", and the search for xmin needs "
                        + LowerCutoff.MINIMUM_TAIL + ": bring more, or give xmin and xmax"
                : "";
    }

    /// The finding in plain words.
    public String verdict() {
        return analysis == null ? "No law was fitted: " + obstacle + "." : analysis.verdict();
    }

    /// Whether another law describes the sample better than the power law.
    public boolean rejected() {
        return analysis != null && analysis.rejected();
    }
}
