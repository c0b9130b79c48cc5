package org.gyre.lab.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.SmallRuns;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.RasterPlot;
import org.gyre.nets.lif.LifFormula;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.encoding.Encoding;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.layer.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run at work shows, against the numbers that it keeps.
class LifPicturesTest {
    private static final String NETWORK = """
            [samples]
            name = "spike-manifolds"
            steps = 20
            validation = 30
            [samples.manifolds]
            classes = 3
            units = 12
            samples = 60
            [network]
            epochs = 3
            batch = 32
            rate = 0.01
            [[network.layers]]
            units = 70
            surrogate = "superspike"
            weights = "normal"
            weight_mean = 0.1
            weight_deviation = 0.4
            [[network.layers]]
            units = 3
            mode = "read-out"
            leak = 0
            leak_form = "fixed"
            """;

    @TempDir
    Path folder;

    private static Figure find(List<Figure> figures, String id) {
        return figures.stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aClassifierShowsItsWeightsAndSpikesAndLearnsTheSame() throws IOException {
        SmallRuns runs = new SmallRuns(folder);
        List<List<Figure>> seen = runs.watched("kind = \"lif-classifier\"\n" + NETWORK, "weights_1", "weights_2");
        double[] weights = runs.array("weights_1");
        HeatMap map = (HeatMap) find(seen.getLast(), "live-weights");
        assertThat(map.rows()).isEqualTo(64);
        assertThat(map.columns()).isEqualTo(12);
        for (int unit = 0; unit < 64; unit++) {
            for (int input = 0; input < 12; input++) {
                assertThat(map.values()[unit * 12 + input]).isEqualTo(weights[input * 70 + unit]);
            }
        }
        assertThat(((HeatMap) find(seen.getFirst(), "live-weights")).values()).isNotEqualTo(map.values());
        // Nothing learns after the last epoch: the report's raster is that of the last picture.
        RasterPlot.Panel shown =
                ((RasterPlot) find(seen.getLast(), "live-spikes")).panels().getFirst();
        RasterPlot.Panel last =
                ((RasterPlot) find(runs.figures(), "spikes")).panels().getFirst();
        assertThat(shown.times()).isNotEmpty().isEqualTo(last.times());
        assertThat(shown.senders()).isEqualTo(last.senders());
    }

    @Test
    void aSeriesShowsItsCoursesSoFar() throws IOException {
        SmallRuns runs = new SmallRuns(folder);
        List<List<Figure>> seen = runs.watched(
                "kind = \"lif-series\"\nnetworks = 2\nreference = \"plain\"\n" + NETWORK + """
                [[variants]]
                name = "plain"
                [[variants]]
                name = "flat"
                surrogate = "flat"
                """, "accuracies");
        // Rows: plain, flat, plain, flat; columns: validation, then three epochs.
        double[] table = runs.array("accuracies");
        assertThat(table).hasSize(16);
        LineChart early = (LineChart) find(seen.get(1), "live-courses");
        assertThat(early.series().getFirst().x()).containsExactly(1, 2);
        assertThat(early.series().getFirst().y()).containsExactly(table[1], table[2]);
        assertThat(early.series().getLast().x()).isEmpty();
        LineChart late = (LineChart) find(seen.getLast(), "live-courses");
        for (int variant = 0; variant < 2; variant++) {
            for (int epoch = 0; epoch < 3; epoch++) {
                int at = variant * 4 + 1 + epoch;
                assertThat(late.series().get(variant).y()[epoch])
                        .isCloseTo((table[at] + table[at + 8]) / 2, within(1e-15));
            }
        }
    }

    @Test
    void informationIsShownNetworkByNetwork() throws IOException {
        SmallRuns runs = new SmallRuns(folder);
        List<List<Figure>> seen = runs.watched(
                "kind = \"lif-information\"\nleaks = [0.02, 1.0]\nnetworks = 2\n"
                        + NETWORK.replace("units = 70", "units = 10"),
                "readings");
        LineChart before = (LineChart) find(seen.get(1), "live-accuracy");
        assertThat(before.series().getFirst().x()).isEmpty();
        LineChart after = (LineChart) find(seen.getLast(), "live-accuracy");
        assertThat(after.series().getFirst().x()).containsExactly(0.02, 1.0, 0.02, 1.0);
        double[] table = runs.array("readings");
        int width = table.length / 4;
        assertThat(after.series().getFirst().y())
                .containsExactly(table[0], table[width], table[2 * width], table[3 * width]);
        LineChart information = (LineChart) find(seen.getLast(), "live-information");
        LineChart report = (LineChart) find(runs.figures(), "information-1");
        // The report draws means of two networks.
        double[] mean = report.series().get(1).y();
        double[] each = information.series().getFirst().y();
        assertThat((each[0] + each[2]) / 2).isCloseTo(mean[0], within(1e-12));
        assertThat((each[1] + each[3]) / 2).isCloseTo(mean[1], within(1e-12));
    }

    @Test
    void aPhaseDiagramFillsFromBelow() throws IOException {
        SmallRuns runs = new SmallRuns(folder);
        List<List<Figure>> seen =
                runs.watched("kind = \"lif-phase-diagram\"\nweights = 10\nleaks = 6\nspikes = [2]\n", "diagrams");
        HeatMap first = (HeatMap) seen.getFirst().getFirst();
        assertThat(Arrays.copyOf(first.values(), 50)).containsOnly(Double.NaN);
        // Weight .95, leak 1/12: a second spike k steps later fires while (11/12)^k >= .05 / .95, k <= 33.8.
        assertThat(Math.pow(10, first.values()[59])).isCloseTo(33, within(1e-9));
        HeatMap last = (HeatMap) seen.getLast().getFirst();
        HeatMap report = (HeatMap) find(runs.figures(), last.id().replace("live-", ""));
        assertThat(last.values()).isEqualTo(report.values());
    }

    private static LabelledImages images() {
        byte[] pixels = new byte[6 * 15];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 37 % 101);
        }
        return new LabelledImages(5, 3, 2, 100, pixels, new byte[] {0, 1, 0, 1, 0, 1});
    }

    /// Constant currents, so that each unit of the first layer can be followed by the unit's formula.
    @Test
    void imagesAreSeenAsFieldsAndSpikesAsTheFormulaSays() {
        String toml = "kind = \"lif-classifier\"\n"
                + NETWORK.replace("units = 70", "units = 7").replace("units = 3", "units = 2");
        ConfigurationSource source = new ConfigurationSource("test", "test", null, null, toml);
        LifKeys keys = ((LifExperiment.Configuration)
                        Configuration.load(source, List.of(), null, Experiments.installed())
                                .values())
                .network();
        try (Team team = Team.of(2)) {
            ImageSamples set = new ImageSamples(images(), new Encoding.Constant(1), 20, team);
            SampleParts samples = new SampleParts(set, set, null);
            LifTraining training = new LifTraining(keys, samples, RandomStream.of(5));
            training.learn(team);
            List<Figure> figures = LifPictures.of(training, samples, RandomStream.of(6), team);
            LifLayer layer = training.network().layers().getFirst();
            ImageGrid grid = (ImageGrid) find(figures, "live-weights");
            assertThat(grid.height()).isEqualTo(3);
            assertThat(grid.width()).isEqualTo(5);
            assertThat(grid.tiles()).hasSize(7);
            float[] weights = layer.feed().weights().values();
            float[] bias = layer.parameters().stream()
                    .filter(parameter -> parameter.name().equals("bias"))
                    .map(Parameter::values)
                    .findFirst()
                    .orElse(new float[7]);
            RasterPlot.Panel panel =
                    ((RasterPlot) find(figures, "live-spikes")).panels().getFirst();
            assertThat(panel.units()).isEqualTo(7);
            assertThat(panel.length()).isEqualTo(20);
            int spikes = 0;
            for (int unit = 0; unit < 7; unit++) {
                double current = bias[unit];
                for (int i = 0; i < 15; i++) {
                    double weight = weights[i * layer.feed().stride() + unit];
                    assertThat(grid.tiles().get(unit).values()[i]).isEqualTo(weight);
                    current += weight * (i * 37 % 101) / 100.0;
                }
                double[] currents = new double[20];
                Arrays.fill(currents, current);
                LifFormula formula =
                        new LifFormula(layer.settings().semantics(), new Surrogate.Flat(), layer.threshold(unit));
                boolean[] fires = formula.run(currents, layer.leak(unit), LifFormula.State.REST)
                        .spikes();
                for (int t = 0; t < 20; t++) {
                    assertThat(fired(panel, t, unit))
                            .as("unit %d, step %d", unit, t)
                            .isEqualTo(fires[t]);
                    spikes += fires[t] ? 1 : 0;
                }
            }
            assertThat(spikes).isPositive().isEqualTo(panel.times().length);
        }
    }

    private static boolean fired(RasterPlot.Panel panel, int step, int unit) {
        for (int k = 0; k < panel.times().length; k++) {
            if (panel.times()[k] == step && panel.senders()[k] == unit) {
                return true;
            }
        }
        return false;
    }
}
