package org.gyre.lab.report.svg;

import java.util.ArrayList;
import java.util.List;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.DistributionPlot;
import org.gyre.lab.report.Series;

/// Draws distributions on doubly logarithmic axes.
final class DistributionPlotSvg {
    private static final double HEIGHT = 360;

    private DistributionPlotSvg() {}

    static String draw(DistributionPlot plot) {
        List<Series> all = new ArrayList<>();
        for (DistributionPlot.Sample sample : plot.samples()) {
            all.add(points(plot, sample));
        }
        Axis x = Axis.log(plot.xLabel());
        Axis y = Axis.log(
                plot.quantity() == DistributionPlot.Quantity.DENSITY
                        ? "probability per unit"
                        : "probability of this or more");
        Range xs = Range.on(x.scale());
        Range ys = Range.on(y.scale());
        for (Series series : all) {
            xs.add(series.x());
            ys.add(series.y());
        }
        // A fitted curve may fall far below the last observation; the data alone decide what is shown.
        if (ys.isEmpty()) {
            plot.fits().forEach(fit -> {
                xs.add(fit.x());
                ys.add(fit.y());
            });
        }
        all.addAll(plot.fits());
        List<Key> keys = new ArrayList<>();
        for (Series series : all) {
            keys.add(Curve.key(series, keys.size()));
        }
        Plane plane = new Plane(plot, x, y, xs, ys, keys, plot.references(), HEIGHT);
        for (int s = 0; s < all.size(); s++) {
            new Curve(plane, all.get(s), s).draw();
        }
        return plane.finish();
    }

    private static Series points(DistributionPlot plot, DistributionPlot.Sample sample) {
        if (plot.quantity() == DistributionPlot.Quantity.DENSITY) {
            List<LogBins.Bin> bins = LogBins.of(sample, plot.binsPerDecade());
            return Series.points(
                    sample.name(),
                    bins.stream().mapToDouble(LogBins.Bin::centre).toArray(),
                    bins.stream().mapToDouble(LogBins.Bin::density).toArray());
        }
        double[] survival = new double[sample.values().length];
        long atLeast = 0;
        for (int i = survival.length - 1; i >= 0; i--) {
            atLeast += sample.counts()[i];
            survival[i] = (double) atLeast / sample.size();
        }
        return Series.steps(sample.name(), sample.values(), survival);
    }
}
