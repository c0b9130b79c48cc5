package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.List;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.BarChart;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.nets.infomorphic.Goal;

/// What a search of goals has found.
///
/// @param heuristic the goal that was to be beaten
/// @param reference its errors
/// @param goals     of the trials, in order
/// @param errors    of the trials
record GoalTrials(Goal heuristic, TrialGroup.Errors reference, List<Goal> goals, List<TrialGroup.Errors> errors) {
    private static final int SHOWN = 10;

    /// The trial with the least validation error, the first of equals.
    int best() {
        return byError().getFirst();
    }

    private List<Integer> byError() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < goals.size(); i++) {
            order.add(i);
        }
        order.sort((a, b) ->
                Double.compare(errors.get(a).validation(), errors.get(b).validation()));
        return order;
    }

    /// The validation error over the trials.
    LineChart course(String method) {
        double[] trial = new double[goals.size()];
        double[] value = new double[trial.length];
        double[] least = new double[trial.length];
        for (int i = 0; i < trial.length; i++) {
            trial[i] = i + 1.0;
            value[i] = errors.get(i).validation();
            least[i] = i == 0 ? value[i] : Math.min(least[i - 1], value[i]);
        }
        double[] ends = {1, Math.max(2, trial.length)};
        return new LineChart(
                "search",
                "The search for a goal",
                "Share of validation images named wrongly by the network of each trial, and the least so far; the goals"
                        + " were chosen by " + method + ".",
                Axis.linear("trial"),
                Axis.linear("share named wrongly").from(0),
                Series.points("trial", trial, value),
                Series.steps("least so far", trial, least),
                Series.dashed("heuristic goal", ends, new double[] {reference.validation(), reference.validation()}));
    }

    /// The weights of the best goal beside those of the heuristic one.
    BarChart weights() {
        return new BarChart(
                "best-goal",
                "The best goal",
                "The weight of each atom. F.CL is what F and (C with L) each tell; rest is H(Y | S).",
                "atom",
                Axis.linear("weight"),
                AtomCourse.names(heuristic),
                new BarChart.Bars("best", goals.get(best()).inOrder()),
                new BarChart.Bars("heuristic", heuristic.inOrder()));
    }

    /// The best ten.
    TableFigure table() {
        TableFigure table = new TableFigure(
                "best-goals",
                "The best goals",
                "By their validation errors; weights in the order in which a key 'goal' takes them.",
                "trial",
                "validation error",
                "test error",
                "goal");
        for (int trial : byError().stream().limit(SHOWN).toList()) {
            table = table.row(
                    trial + 1,
                    errors.get(trial).validation(),
                    errors.get(trial).test(),
                    GoalSpace.text(goals.get(trial)));
        }
        return table.row("heuristic", reference.validation(), reference.test(), GoalSpace.text(heuristic));
    }

    /// The best goal as text, and in words.
    String words() {
        Goal goal = goals.get(best());
        return "Trial " + (best() + 1) + " of " + goals.size() + " has the least validation error, with goal = \""
                + GoalSpace.text(goal) + "\". " + AtomNames.words(goal)
                + " Its validation error is too low by having been chosen; its test error is not.";
    }

    /// Puts `[trial][weights, then validation and test error]` into the outcome.
    void array(Outcome outcome) {
        int weights = heuristic.inOrder().length;
        double[] rows = new double[goals.size() * (weights + 2)];
        for (int i = 0; i < goals.size(); i++) {
            int at = i * (weights + 2);
            System.arraycopy(goals.get(i).inOrder(), 0, rows, at, weights);
            rows[at + weights] = errors.get(i).validation();
            rows[at + weights + 1] = errors.get(i).test();
        }
        outcome.array("trials", rows, goals.size(), weights + 2);
    }
}
