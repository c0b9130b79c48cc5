package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.gyre.core.Progress;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.avalanche.AvalancheProfiles;
import org.gyre.measure.avalanche.ProfileCounter;
import org.gyre.measure.avalanche.ShapeCollapse;

/// Whether avalanches of different duration have one shape, and how their height grows with the duration.
final class ShapesSection implements Section {
    private static final int REPLICAS = 100;

    /// Profiles that are drawn.
    private static final int DRAWN = 5;

    /// Points of the parabola that is drawn beside.
    private static final int PARABOLA = 50;

    @Override
    public String id() {
        return "shapes";
    }

    @Override
    public String title() {
        return "Shape of the avalanches";
    }

    @Override
    public String obstacle(Subject subject) {
        return subject.spikes().spikes() == 0 ? "the recording has no spike" : "";
    }

    @Override
    public double seconds(Subject subject) {
        return 0.5 + 1e-7 * subject.bins();
    }

    /// @throws InputException if fewer than three durations have enough avalanches
    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        ProfileCounter counter = new ProfileCounter(REPLICAS, subject.stream(id()));
        counter.add(subject.activity());
        ShapeCollapse collapse = ShapeCollapse.of(counter);
        findings.number("exponent", collapse.exponent());
        findings.number("exponent_error", Words.orNull(collapse.error()));
        findings.number("relative_variance", collapse.relativeVariance());
        findings.number("durations", collapse.durations());
        findings.number("shortest", collapse.shortest());
        findings.number("longest", collapse.longest());
        findings.number("avalanches", collapse.avalanches());
        findings.number("shape", collapse.shape());
        findings.summary(String.format(
                Locale.ROOT,
                "The height of avalanches of %d to %d bins goes as their duration to the power %.2f ± %.2f (1 at a"
                        + " critical branching process); one shape leaves %s of the variance of their profiles.",
                collapse.shortest(),
                collapse.longest(),
                collapse.exponent(),
                collapse.error(),
                Words.percent(collapse.relativeVariance())));
        findings.say(
                "Profiles that fall onto one curve are necessary at a critical point, not sufficient: any profile of"
                        + " fixed shape collapses. " + Words.count(collapse.avalanches(), "avalanche") + " of "
                        + collapse.durations() + " durations with at least " + ShapeCollapse.FEWEST
                        + " each were used.");
        findings.show(profiles(counter.data(), collapse));
        findings.method(
                "Mean temporal profiles of avalanches of equal duration were rescaled to one shape (Sethna et al., 2001;"
                        + " Friedman et al., 2012): the exponent of the height was chosen so that the variance between"
                        + " durations, relative to the squared mean, is least, with the error of " + REPLICAS
                        + " bootstrap replicas over avalanches; durations of fewer than " + ShapeCollapse.SHORTEST
                        + " bins or of fewer than " + ShapeCollapse.FEWEST + " avalanches were left out.",
                "Sethna2001",
                "Friedman2012");
    }

    private static LineChart profiles(AvalancheProfiles profiles, ShapeCollapse collapse) {
        int[] used = IntStream.rangeClosed(collapse.shortest(), collapse.longest())
                .filter(duration -> profiles.count(duration) >= ShapeCollapse.FEWEST)
                .toArray();
        double scale = scale(profiles, used, collapse.exponent());
        List<Series> series = new ArrayList<>();
        int drawn = Math.min(DRAWN, used.length);
        for (int i = 0; i < drawn; i++) {
            int duration = used[(int) Math.round((double) i * (used.length - 1) / (drawn - 1))];
            double[] profile = profiles.mean(duration);
            double[] time = new double[duration];
            for (int t = 0; t < duration; t++) {
                time[t] = (t + 0.5) / duration;
                profile[t] /= scale * Math.pow(duration, collapse.exponent());
            }
            series.add(Series.lineAndPoints(duration + " bins", time, profile));
        }
        double[] x = new double[PARABOLA + 1];
        Arrays.setAll(x, i -> (double) i / PARABOLA);
        series.add(Series.dashed(
                "parabola", x, Arrays.stream(x).map(t -> 6 * t * (1 - t)).toArray()));
        return new LineChart(
                "avalanche-shapes",
                "Mean profiles, rescaled",
                String.format(
                        Locale.ROOT,
                        "Spikes per bin, divided by the duration to the power %.2f and by a common factor, against the"
                                + " share of the duration that has passed. The parabola is the shape at a critical"
                                + " branching process.",
                        collapse.exponent()),
                Axis.linear("share of the duration"),
                Axis.linear("rescaled spikes per bin").from(0),
                series.toArray(Series[]::new));
    }

    /// The height of a profile over its duration to the power of the exponent, averaged over the avalanches.
    private static double scale(AvalancheProfiles profiles, int[] durations, double exponent) {
        double sum = 0;
        double weights = 0;
        for (int duration : durations) {
            double weight = profiles.count(duration);
            sum += weight * Descriptive.mean(profiles.mean(duration)) * Math.pow(duration, -exponent);
            weights += weight;
        }
        return sum / weights;
    }
}
