package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.BarChart;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.layer.Layer;

/// The mean atoms of a layer over its training, in bits: one row for each reading, the last column
/// the residual entropy.
///
/// @param goal  of the layer
/// @param times when it was read, ascending
/// @param atoms `[reading][atom in the order of goals, then the residual entropy]`
record AtomCourse(Goal goal, double[] times, double[][] atoms) {
    /// As many as there are colours to tell apart.
    private static final int MOST_CURVES = 7;

    /// One row of [#atoms].
    static double[] row(Layer.Reading reading) {
        List<String> order = Goal.order(reading.goal().sources());
        double[] row = new double[order.size() + 1];
        for (int i = 0; i < order.size(); i++) {
            row[i] = reading.mean(reading.goal().lattice().index(order.get(i)));
        }
        row[order.size()] = reading.meanResidual();
        return row;
    }

    /// Names of the columns.
    static List<String> names(Goal goal) {
        List<String> names = new ArrayList<>();
        Goal.order(goal.sources()).forEach(atom -> names.add(AtomNames.shortName(atom)));
        names.add("rest");
        return names;
    }

    /// The atoms that become largest, over time.
    ///
    /// @param samples what a reading is taken from, in a sentence
    LineChart curves(String id, String layer, String samples, String time) {
        List<String> names = names(goal);
        Integer[] columns = new Integer[names.size()];
        Arrays.setAll(columns, i -> i);
        Arrays.sort(columns, (a, b) -> Double.compare(largest(b), largest(a)));
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_CURVES, columns.length); i++) {
            int column = columns[i];
            series.add(Series.line(
                    names.get(column),
                    times,
                    Arrays.stream(atoms).mapToDouble(row -> row[column]).toArray()));
        }
        return new LineChart(
                id,
                "Atoms of " + layer + " over training",
                "Means over the neurons, in one batch of " + samples
                        + (columns.length > MOST_CURVES ? "; the " + MOST_CURVES + " that become largest" : "")
                        + (goal.sources() == 2
                                ? ". F.C is what F and C each tell, FC what only both together tell"
                                : ". F.CL is what F and (C with L) each tell")
                        + "; rest is H(Y | S).",
                Axis.linear(time).from(0),
                Axis.linear("mean information (bits)"),
                series.toArray(Series[]::new));
    }

    private double largest(int column) {
        return Arrays.stream(atoms)
                .mapToDouble(row -> Math.abs(row[column]))
                .max()
                .orElse(0);
    }

    /// Every atom at the end, beside its weight in the goal.
    BarChart end(String id, String layer) {
        double[] weights = goal.inOrder();
        List<String> names = names(goal);
        return new BarChart(
                id,
                "Atoms of " + layer + " at the end, and its goal",
                "Atoms are means over the neurons in bits; the goal is the weight of each.",
                "atom",
                Axis.linear("bits; weight"),
                names,
                List.of(new BarChart.Bars("atom (bits)", atoms[atoms.length - 1]), new BarChart.Bars("goal", weights)),
                List.of());
    }
}
