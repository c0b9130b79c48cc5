package org.gyre.lab.report.svg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Plural;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.BarChart;
import org.gyre.lab.report.DistributionPlot;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.Histogram;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.RasterPlot;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.StateGraph;
import org.gyre.lab.report.TableFigure;

/// What a picture cannot show, in sentences: missing values, values without a place on an axis, nothing to draw.
public final class FigureNotes {
    private FigureNotes() {}

    /// Sentences to print under the caption; empty if everything is drawn.
    public static List<String> of(Figure figure) {
        List<String> notes = new ArrayList<>();
        switch (figure) {
            case LineChart chart -> {
                long points =
                        chart.series().stream().mapToLong(s -> s.x().length).sum();
                nothing(notes, points == 0);
                chart.series()
                        .forEach(s ->
                                series(notes, s, chart.x().scale(), chart.y().scale()));
            }
            case DistributionPlot plot -> {
                nothing(notes, plot.samples().stream().allMatch(s -> s.size() == 0));
                plot.fits().forEach(fit -> series(notes, fit, Axis.Scale.LOG, Axis.Scale.LOG));
            }
            case Histogram histogram -> nothing(notes, histogram.samples().isEmpty() || histogram.edges().length < 2);
            case BarChart chart -> {
                nothing(notes, chart.categories().isEmpty() || chart.groups().isEmpty());
                chart.groups().forEach(bars -> missing(notes, "bars of '" + bars.name() + "'", bars.values()));
            }
            case HeatMap map -> missing(notes, "cells (grey)", map.values());
            case ImageGrid grid -> {
                nothing(notes, grid.tiles().isEmpty());
                missing(
                        notes,
                        "pixels (grey)",
                        grid.tiles().stream()
                                .flatMapToDouble(t -> Arrays.stream(t.values()))
                                .toArray());
            }
            case RasterPlot plot ->
                plot.panels().stream()
                        .filter(panel -> panel.times().length == 0)
                        .forEach(panel -> notes.add("No spike in the panel '" + panel.title() + "'."));
            case StateGraph graph -> {
                // Every state has a place in the picture.
            }
            case TableFigure table -> nothing(notes, table.rows().isEmpty());
        }
        return notes;
    }

    /// One text for a screen reader: caption and notes.
    static String description(Figure figure) {
        return (figure.caption() + " " + String.join(" ", of(figure))).strip();
    }

    private static void nothing(List<String> notes, boolean empty) {
        if (empty) {
            notes.add("There are no data to show.");
        }
    }

    private static void missing(List<String> notes, String what, double[] values) {
        long missing = Arrays.stream(values).filter(v -> !Double.isFinite(v)).count();
        if (missing > 0) {
            notes.add(missing + " of " + values.length + " " + what + " are not finite numbers.");
        }
    }

    private static void series(List<String> notes, Series series, Axis.Scale x, Axis.Scale y) {
        long missing = 0;
        long nonPositive = 0;
        for (int i = 0; i < series.x().length; i++) {
            double a = series.x()[i];
            double b = series.y()[i];
            if (!Double.isFinite(a) || !Double.isFinite(b)) {
                missing++;
            } else if ((x == Axis.Scale.LOG && a <= 0) || (y == Axis.Scale.LOG && b <= 0)) {
                nonPositive++;
            }
        }
        if (missing > 0) {
            notes.add(missing + " of " + Plural.of(series.x().length, "value") + " of '" + series.name()
                    + "' are not finite; they leave gaps.");
        }
        if (nonPositive > 0) {
            notes.add(nonPositive + " of " + Plural.of(series.x().length, "value") + " of '" + series.name()
                    + "' are zero or negative and have no place on a logarithmic axis.");
        }
    }
}
