package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.report.RasterPlot;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.network.LifNetwork;

/// What there is to see of a network while it learns: its spikes for one sample, and what its first layer
/// listens to. Parameters stay as they are; only the activity of the last batch is lost, which no training
/// needs after its step.
final class LifPictures {
    /// Units whose weights are shown.
    static final int MOST_UNITS = 64;
    /// Inputs whose weights are shown where they are no image.
    static final int MOST_INPUTS = 256;

    private LifPictures() {}

    /// The pictures between two epochs.
    ///
    /// @param stream of the encoding of the sample; the same one gives the same input at each call
    static List<Figure> of(LifTraining training, SampleParts samples, RandomStream stream, Team team) {
        List<Figure> figures = new ArrayList<>();
        List<RasterPlot.Panel> panels = panels(training.network(), samples.test(), stream, team);
        if (!panels.isEmpty()) {
            figures.add(new RasterPlot(
                    "live-spikes",
                    "Spikes for one test sample",
                    "The first test sample, of class " + samples.test().label(0) + ", as the layers answer it now.",
                    panels.toArray(RasterPlot.Panel[]::new)));
        }
        LifLayer first = training.network().layers().getFirst();
        int width = samples.training().width();
        figures.add(width > 0 ? fields(first, width) : weights(first));
        return figures;
    }

    /// The spikes of each layer that fires while the first sample passes.
    static List<RasterPlot.Panel> panels(LifNetwork network, SampleSet set, RandomStream stream, Team team) {
        network.forward(set.encode(new int[] {0}, stream), 1, set.steps(), team);
        List<RasterPlot.Panel> panels = new ArrayList<>();
        for (int l = 0; l < network.layers().size(); l++) {
            LifLayer layer = network.layers().get(l);
            if (layer.settings().semantics().spiking()) {
                panels.add(SpikePanel.of(l + 1, layer.spikes(), layer.settings().units(), set.steps()));
            }
        }
        return panels;
    }

    private static Figure fields(LifLayer layer, int width) {
        int inputs = layer.feed().inputs();
        List<ImageGrid.Tile> tiles = new ArrayList<>();
        for (int unit = 0; unit < shown(layer); unit++) {
            double[] field = new double[inputs];
            for (int i = 0; i < inputs; i++) {
                field[i] = weight(layer, i, unit);
            }
            tiles.add(new ImageGrid.Tile("", field));
        }
        return new ImageGrid(
                "live-weights",
                "What the first layer listens to",
                "Weights from the pixels to each of the first units, zero in the middle of the colours.",
                "weight",
                inputs / width,
                width,
                ColourMap.DIVERGING,
                ImageGrid.Scaling.EACH,
                tiles);
    }

    private static Figure weights(LifLayer layer) {
        int units = shown(layer);
        int inputs = Math.min(MOST_INPUTS, layer.feed().inputs());
        double[] values = new double[units * inputs];
        for (int unit = 0; unit < units; unit++) {
            for (int i = 0; i < inputs; i++) {
                values[unit * inputs + i] = weight(layer, i, unit);
            }
        }
        return new HeatMap(
                "live-weights",
                "What the first layer listens to",
                "Weights from " + some(inputs, layer.feed().inputs(), "input") + " to "
                        + some(units, layer.settings().units(), "unit") + ".",
                "from input",
                "into unit",
                "weight",
                units,
                inputs,
                values,
                ColourMap.DIVERGING,
                null,
                null,
                List.of(),
                List.of());
    }

    private static String some(int shown, int all, String what) {
        return (shown < all ? "the first " + shown + " of " + all + " " : "all " + all + " ") + what + "s";
    }

    private static int shown(LifLayer layer) {
        return Math.min(MOST_UNITS, layer.settings().units());
    }

    private static double weight(LifLayer layer, int input, int unit) {
        return layer.feed().weights().values()[input * layer.feed().stride() + unit];
    }
}
