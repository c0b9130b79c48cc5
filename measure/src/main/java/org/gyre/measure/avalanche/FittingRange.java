package org.gyre.measure.avalanche;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Progress;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.core.special.Beta;

/// Where a power law begins and ends: the widest range [xmin, xmax], by xmax/xmin, in which a
/// power law cut sharply at both ends is not ruled out (Deluca and Corral, Acta Geophys. 61:1351
/// (2013); for avalanches Marshall et al., Front. Physiol. 7:250 (2016)).
///
/// Ends are observed values on a logarithmic grid, coarser where a sample spans many decades. Ranges are tried from
/// the widest on, of equally wide ones that with the most values first. In each the law is fitted by maximum
/// likelihood; p is the share of Monte-Carlo samples, drawn from that law with as many values and
/// fitted in the same range, at least as far from their fit (Kolmogorov–Smirnov) as the data from
/// theirs. The first range with p above the level is the answer. If a power law holds over the
/// whole sample, this range is found with the probability 1 − level.
///
/// What this does not say: p is that of one range chosen among many for being above the level, no
/// test of the search; and not ruled out is not shown, least of all with few values.
///
/// Two rules save draws. A range whose distance exceeds 2.5/√n is left without any: even against
/// a law without fitted parameters its p is below 2 exp(−2 · 2.5²) = 1e-5 (Massart). And draws
/// end as soon as so few are as far that, were p equal to the level, as few would be seen less
/// than once in a thousand times. The range that is returned has had all its draws. Range i takes
/// its samples from children of child i of the stream: the result does not depend on threads.
///
/// @param fit of the power law in the range
/// @param p of that range
/// @param tried how many ranges were looked at, with this one
/// @param endsPerDecade resolution of the grid that was searched
/// @param settings of the search
public record FittingRange(Fit fit, double p, int tried, double endsPerDecade, Settings settings) {
    /// Ends on either side: twelve decades at ten in a decade. The ranges grow with its square.
    private static final int MOST_ENDS = 120;

    private static final double FAR = 2.5;
    private static final double SELDOM = 1e-3;

    /// Draws between two looks at their number.
    private static final int BATCH = 16;

    /// Fits between two looks at the draws.
    private static final int STRETCH = 64;

    /// What is searched for.
    ///
    /// @param level that p must exceed, in (0, 1)
    /// @param draws Monte-Carlo samples for the range that is returned; p has an error of at most
    ///     1/(2√draws)
    /// @param endsPerDecade resolution of the grid: ends lie about a factor of
    ///     10^(1/endsPerDecade) apart, more where whole numbers are rarer, and so far that there are at most 120
    /// @param decades the least log₁₀(xmax/xmin)
    /// @param values the least number of values in the range
    public record Settings(double level, int draws, int endsPerDecade, double decades, long values) {
        /// The least number of draws: with fewer the standard error of a p at the level exceeds 0.04.
        public static final int FEWEST_DRAWS = 50;

        /// Level 0.1, 500 draws, ten ends in a decade; at least one decade and 50 values.
        public static final Settings DEFAULT = new Settings(TailAnalysis.LEVEL, 500, 10, 1, LowerCutoff.MINIMUM_TAIL);

        /// @throws IllegalArgumentException if a number makes no search
        public Settings {
            if (!(level > 0 && level < 1)
                    || draws < FEWEST_DRAWS
                    || endsPerDecade < 1
                    || !(decades > 0)
                    || values < 2) {
                throw new IllegalArgumentException("level " + level + ", " + draws + " draws, " + endsPerDecade
                        + " ends per decade, " + decades + " decades, " + values + " values: make no search");
            }
        }

        /// The same search with another number of draws.
        public Settings withDraws(int number) {
            return new Settings(level, number, endsPerDecade, decades, values);
        }

        private String width() {
            return decades == 1 ? "a decade" : Support.number(decades) + " decades";
        }
    }

    /// The widest range whose ends are both free.
    ///
    /// @throws InputException if no range is wide enough, has enough values and a p above the
    ///     level
    public static FittingRange widest(
            Tally sample, boolean discrete, Settings settings, RandomStream random, Team team, Progress progress) {
        return new Search(sample, settings, random, team, progress)
                .widest(ranges(sample, discrete, ends(sample, settings, true), settings));
    }

    /// The widest range from a given xmin on.
    ///
    /// @throws InputException as [#widest], or if xmin is no lower end of a law
    public static FittingRange widestFrom(
            double xmin,
            Tally sample,
            boolean discrete,
            Settings settings,
            RandomStream random,
            Team team,
            Progress progress) {
        Support.check(xmin, discrete);
        NavigableSet<Double> from = new TreeSet<>(List.of(xmin));
        return new Search(sample, settings, random, team, progress).widest(ranges(sample, discrete, from, settings));
    }

    /// log₁₀(xmax/xmin).
    public double decades() {
        return width(fit.support());
    }

    /// Of p, as a share of independent draws.
    public double standardError() {
        return Math.sqrt(p * (1 - p) / settings.draws);
    }

    private static double width(Support range) {
        return range.logWidth() / Math.log(10);
    }

    /// Of the grid for a sample: as set, or as many as give [#MOST_ENDS].
    private static double endsPerDecade(Tally sample, Settings settings) {
        return Math.min(settings.endsPerDecade, MOST_ENDS / decades(sample));
    }

    private static double decades(Tally sample) {
        return Support.logRatio(sample.maximum(), sample.minimum()) / Math.log(10);
    }

    /// Observed values near to a grid in log x that starts at the smallest value, or at the
    /// largest for upper ends.
    private static NavigableSet<Double> ends(Tally sample, Settings settings, boolean lower) {
        NavigableSet<Double> ends = new TreeSet<>();
        double perDecade = endsPerDecade(sample, settings);
        int points = (int) Math.floor(perDecade * decades(sample) + 1e-9);
        for (int k = 0; k <= points; k++) {
            // Its square is the factor, which may be beyond what a double holds.
            double root = Math.pow(10, 0.5 * k / perDecade);
            // The nearest value further inside; rounding must not push an end over its own value.
            int i = lower
                    ? sample.lowerBound(sample.minimum() * root * root * (1 - 1e-12))
                    : sample.lowerBound(sample.maximum() / root / root * (1 + 1e-12)) - 1;
            ends.add(sample.value(Math.clamp(i, 0, sample.distinct() - 1)));
        }
        return ends;
    }

    /// From the widest to the narrowest.
    private static List<Support> ranges(Tally sample, boolean discrete, NavigableSet<Double> lower, Settings settings) {
        List<Support> ranges = new ArrayList<>();
        NavigableSet<Double> upper = ends(sample, settings, false);
        for (double from : lower) {
            for (double to : upper.tailSet(from, false)) {
                Support range = new Support(from, to, discrete);
                if (width(range) >= settings.decades - 1e-12
                        && sample.totalBetween(from, to) >= settings.values
                        && sample.lowerBound(to) > sample.lowerBound(from)) {
                    ranges.add(range);
                }
            }
        }
        if (ranges.isEmpty()) {
            throw new InputException("no range of " + settings.width() + " holds " + settings.values
                    + " values: give xmin and xmax instead");
        }
        ranges.sort(Comparator.comparingDouble(FittingRange::width)
                .thenComparingLong(range -> sample.totalBetween(range.from(), range.to()))
                .reversed()
                .thenComparingDouble(Support::from));
        return ranges;
    }

    /// A law in its range, and its distance from the values there, or some number above [#FAR]/√n.
    private record Candidate(PowerLaw law, long n, double distance) {
        static Candidate of(Tally sample, Support range) {
            Tally inside = sample.between(range.from(), range.to());
            PowerLaw law = law(inside, range);
            return new Candidate(law, inside.total(), law.distance(inside, FAR / Math.sqrt((double) inside.total())));
        }

        /// Whether values drawn from the law are at least as far from their own fit.
        boolean isExceededBy(Tally drawn) {
            return law(drawn, law.support()).distance(drawn, distance) >= distance;
        }

        private static PowerLaw law(Tally inside, Support range) {
            return new PowerLaw(PowerLaw.exponent(inside.meanLog(), range, 2), range);
        }
    }

    /// One search through the ranges.
    private record Search(Tally sample, Settings settings, RandomStream random, Team team, Progress progress) {
        FittingRange widest(List<Support> ranges) {
            for (int from = 0; from < ranges.size(); from += STRETCH) {
                Candidate[] candidates = candidates(ranges.subList(from, Math.min(from + STRETCH, ranges.size())));
                for (int i = 0; i < candidates.length; i++) {
                    Optional<Double> p = p(candidates[i], random.split(from + i));
                    if (p.isPresent() && p.get() > settings.level) {
                        Fit fit = Family.POWER_LAW.fit(sample, candidates[i].law.support());
                        return new FittingRange(fit, p.get(), from + i + 1, endsPerDecade(sample, settings), settings);
                    }
                    progress.report(from + i + 1, ranges.size(), "ranges of the fit");
                }
            }
            throw new InputException("none of " + Plural.of(ranges.size(), "range") + " of " + settings.width()
                    + " or more follows a power law (p > " + settings.level + " in " + settings.draws + " draws)");
        }

        private Candidate[] candidates(List<Support> ranges) {
            Candidate[] candidates = new Candidate[ranges.size()];
            List<Runnable> tasks = new ArrayList<>();
            for (int i = 0; i < candidates.length; i++) {
                int k = i;
                tasks.add(() -> candidates[k] = Candidate.of(sample, ranges.get(k)));
            }
            team.run(tasks);
            return candidates;
        }

        /// Empty if the range was left early.
        private Optional<Double> p(Candidate candidate, RandomStream stream) {
            // Also where the distance is no number, of a law that cannot be computed.
            if (!(candidate.distance * Math.sqrt((double) candidate.n) <= FAR)) {
                return Optional.empty();
            }
            Sampler sampler = new Sampler(candidate.law);
            int asFar = 0;
            for (int from = 0; from < settings.draws; from += BATCH) {
                boolean[] far = new boolean[Math.min(BATCH, settings.draws - from)];
                List<Runnable> tasks = new ArrayList<>();
                for (int i = 0; i < far.length; i++) {
                    int k = i;
                    int draw = from + i;
                    tasks.add(() -> far[k] = candidate.isExceededBy(
                            sampler.draw(candidate.n, stream.split(draw).generator())));
                }
                team.run(tasks);
                for (boolean one : far) {
                    asFar += one ? 1 : 0;
                }
                if (hopeless(asFar, from + far.length)) {
                    return Optional.empty();
                }
            }
            return Optional.of((double) asFar / settings.draws);
        }

        /// Whether a p at the level would give at most `asFar` of `draws` less often than
        /// [#SELDOM].
        private boolean hopeless(int asFar, int draws) {
            return asFar < draws && Beta.regularised(1 - settings.level, draws - asFar, asFar + 1.0) < SELDOM;
        }
    }
}
