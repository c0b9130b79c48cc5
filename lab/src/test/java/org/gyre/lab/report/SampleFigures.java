package org.gyre.lab.report;

import java.util.ArrayList;
import java.util.List;

/// One small figure of every kind, with gaps, for the tests.
public final class SampleFigures {
    private SampleFigures() {}

    public static List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        double[] x = {1, 2, 3, 4};
        figures.add(new LineChart(
                        "objective",
                        "Information",
                        "Per block.",
                        Axis.linear("block"),
                        Axis.linear("information (bits)").from(0),
                        Series.line("I", x, new double[] {0.5, Double.NaN, 2, 4})
                                .withBand(new double[] {0, Double.NaN, 1, 3}, new double[] {1, Double.NaN, 3, 5}),
                        Series.points("exact", x, new double[] {0.4, 0.9, 1.5, 3}))
                .with(Reference.horizontal("paper", 3.5), Reference.band("accepted", 3, 4)));
        figures.add(DistributionPlot.density(
                "avalanche-sizes",
                "Avalanche sizes",
                "",
                "size (spikes)",
                List.of(DistributionPlot.Sample.of("after", new int[] {1, 1, 1, 1, 2, 2, 3, 10, 100})),
                List.of(Series.dashed("power law", new double[] {1, 100}, new double[] {0.4, 0.0004}))));
        figures.add(Histogram.of("weights-histogram", "Weights", "", "weight", new double[] {-1, 0, 0, 1, 2}, 3));
        figures.add(new BarChart(
                "patterns",
                "Patterns",
                "",
                "size",
                Axis.linear("count"),
                List.of("3–4", "> 4"),
                new BarChart.Bars("before", 4887, 6),
                new BarChart.Bars("after", 5827, 5814)));
        figures.add(HeatMap.weights("weights", "Weights", "", 2, new double[] {0, -1, Double.NaN, 2})
                .withGroups(new HeatMap.Group("in", 0), new HeatMap.Group("out", 1)));
        figures.add(ImageGrid.receptiveFields(
                "fields",
                "Receptive fields",
                "",
                1,
                2,
                List.of(new ImageGrid.Tile("R² .9", new double[] {-1, 1}), new ImageGrid.Tile("", new double[] {0, 0
                }))));
        figures.add(new RasterPlot(
                "raster",
                "Spikes",
                "",
                new RasterPlot.Panel("before", 3, 10, 5, new long[] {10, 12}, new int[] {0, 2}),
                new RasterPlot.Panel("after", 3, 10, 5, new long[] {11, 14}, new int[] {1, 2}, new int[] {0, 2})));
        // 3 stays, 0 and 1 change places, 2 falls into them.
        figures.add(new StateGraph("states", "States", "", new int[] {1, 0, 0, 3}, 2));
        figures.add(new TableFigure("numbers", "Numbers", "", "what", "value")
                .row("I", 52.9)
                .row("n", 50));
        return figures;
    }
}
