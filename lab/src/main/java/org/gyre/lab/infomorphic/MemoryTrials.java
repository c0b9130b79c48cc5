package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.BarChart;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.nets.infomorphic.Goal;

/// What a search of a memory's settings has found.
///
/// @param space    what was searched
/// @param given    the settings that were to be beaten
/// @param overlap  what they reached
/// @param settings of the trials, in order
/// @param overlaps of the trials
record MemoryTrials(MemorySpace space, MemoryKeys given, double overlap, List<MemoryKeys> settings, double[] overlaps) {
    private static final int SHOWN = 10;

    /// The trial with the largest overlap, the first of equals.
    int best() {
        return byOverlap().getFirst();
    }

    private List<Integer> byOverlap() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < overlaps.length; i++) {
            order.add(i);
        }
        order.sort((a, b) -> Double.compare(overlaps[b], overlaps[a]));
        return order;
    }

    /// The overlap over the trials.
    LineChart course(String method, double load) {
        double[] trial = new double[overlaps.length];
        double[] largest = new double[trial.length];
        for (int i = 0; i < trial.length; i++) {
            trial[i] = i + 1.0;
            largest[i] = i == 0 ? overlaps[i] : Math.max(largest[i - 1], overlaps[i]);
        }
        double[] ends = {1, Math.max(2, trial.length)};
        return new LineChart(
                "search",
                "The search for settings",
                "Mean overlap of recalled and stored patterns at a load of " + load
                        + " in each trial, and the largest so far; the settings were chosen by " + method
                        + ". A trial at -1 ran out of all bounds.",
                Axis.linear("trial"),
                Axis.linear("mean overlap"),
                Series.points("trial", trial, overlaps),
                Series.steps("largest so far", trial, largest),
                Series.dashed("given settings", ends, new double[] {overlap, overlap}));
    }

    /// The capacities on sets of patterns that the search has not seen.
    static BarChart capacities(double[] best, double[] before) {
        List<String> sets = new ArrayList<>();
        for (int i = 1; i <= best.length; i++) {
            sets.add(String.valueOf(i));
        }
        return new BarChart(
                "capacities",
                "Capacities",
                "Patterns per neuron up to which the mean overlap is large enough, by bisection, for sets of patterns"
                        + " that the search has not seen, learned for as many epochs as were given.",
                "fresh set of patterns",
                Axis.linear("patterns per neuron").from(0),
                sets,
                List.of(new BarChart.Bars("best settings", best), new BarChart.Bars("given settings", before)),
                List.of(
                        Reference.horizontal("published", PublishedCapacity.INFOMORPHIC),
                        Reference.horizontal("bound of any rule", PublishedCapacity.ANY_RULE)));
    }

    /// The best ten.
    TableFigure table() {
        TableFigure table = new TableFigure(
                "best-settings",
                "The best settings",
                "By their mean overlaps, as keys of the neurons.",
                "trial",
                "mean overlap",
                "settings");
        for (int trial : byOverlap().stream().limit(SHOWN).toList()) {
            table = table.row(trial + 1, overlaps[trial], space.text(settings.get(trial)));
        }
        return table.row("given", overlap, space.text(given));
    }

    /// The best settings as text, and their goal in words.
    String words() {
        MemoryKeys keys = settings.get(best());
        return "Trial " + (best() + 1) + " of " + overlaps.length + " has the largest overlap, with " + space.text(keys)
                + ". " + AtomNames.words(Goal.parse(2, keys.goal()))
                + " Here F is the neuron's own bit of the pattern and C what it hears from the others. The overlap is too"
                + " large by having been chosen; the capacities are not.";
    }

    /// Puts `[trial][five weights of the goal, first and last external weight, share, bins, first and last rate, batch
    /// share, overlap]` into the outcome.
    void array(Outcome outcome) {
        double[][] rows = new double[overlaps.length][];
        for (int i = 0; i < rows.length; i++) {
            MemoryKeys keys = settings.get(i);
            double[] weights = Goal.parse(2, keys.goal()).inOrder();
            rows[i] = Arrays.copyOf(weights, weights.length + 8);
            double[] rest = {
                keys.externalWeight(),
                keys.lastExternalWeight() == 0 ? keys.externalWeight() : keys.lastExternalWeight(),
                keys.share(),
                keys.bins(),
                keys.rate(),
                keys.lastRate() == 0 ? keys.rate() : keys.lastRate(),
                keys.batchShare(),
                overlaps[i]
            };
            System.arraycopy(rest, 0, rows[i], weights.length, rest.length);
        }
        outcome.array(
                "trials", Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(), rows.length, rows[0].length);
    }
}
