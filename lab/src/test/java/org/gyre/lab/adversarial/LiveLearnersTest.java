package org.gyre.lab.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.linalg.NativeLibraries;
import org.gyre.deep.torch.Torch;
import org.gyre.lab.experiment.SmallRuns;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What networks show while they learn, and that they learn the same when they are looked at.
class LiveLearnersTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void needsTorch() {
        Torch.unavailable().ifPresent(reason -> {
            assertThat(NativeLibraries.platform()).as(reason).isNotEqualTo("linux-x86_64");
            abort(reason);
        });
    }

    private static Figure find(List<Figure> figures, String id) {
        return figures.stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Series series(List<Figure> figures, String id, int which) {
        Series series = ((LineChart) find(figures, id)).series().get(which);
        assertThat(series.x()).isNotEmpty().doesNotContain(Double.NaN);
        assertThat(series.y()).doesNotContain(Double.NaN);
        return series;
    }

    private static void assertCounts(double[] shares, int of) {
        for (double share : shares) {
            assertThat(share * of).isCloseTo(Math.rint(share * of), within(1e-9));
        }
    }

    /// x = z₁ + z₂ + noise of variance 1/4, so that E zₖ = x / (2 + 1/4).
    @Test
    void meansOfALinearWorldAreThoseOfTheWeights() throws IOException {
        SmallRuns runs = new SmallRuns(folder);
        List<List<Figure>> seen = runs.watched(InferenceRunTest.SUM, "courses", "judged");
        Series means = series(seen.getLast(), "means-wake-sleep", 1);
        assertThat(means.x()).hasSize(100);
        double[] weights = runs.array("weights.wake_sleep.inference-1.input");
        double[] bias = runs.array("weights.wake_sleep.inference-1.bias");
        for (int i = 0; i < 50; i++) {
            double input = 2.25 * means.x()[2 * i];
            assertThat(means.x()[2 * i + 1]).isCloseTo(means.x()[2 * i], within(1e-6));
            for (int k = 0; k < 2; k++) {
                assertThat(means.y()[2 * i + k]).isCloseTo(weights[k] * input + bias[k], within(1e-5));
            }
        }
        // The network that stays as it starts shows the same in every round, one that learns does not.
        assertThat(series(seen.getFirst(), "means-untrained", 1).y())
                .isEqualTo(series(seen.getLast(), "means-untrained", 1).y());
        assertThat(series(seen.getFirst(), "means-wake-sleep", 1).y()).isNotEqualTo(means.y());
        // Nothing learns after the last round: the report's ellipses are those of the last picture.
        assertThat(series(seen.getLast(), "posterior-recurrent", 0).y())
                .isEqualTo(series(runs.figures(), "posterior-recurrent", 0).y());
    }

    @Test
    void atMostFourVariantsAreShown() throws IOException {
        List<List<Figure>> seen = new SmallRuns(folder).watched(InferenceRunTest.CHAIN, "courses", "judged");
        assertThat(seen.getLast().stream().map(Figure::id))
                .contains("means-full", "means-layers")
                .doesNotContain("means-wasserstein");
    }

    @Test
    void aPlaneShowsTheTruthAndTheCausesOfTheNetwork() throws IOException {
        SmallRuns runs = new SmallRuns(folder);
        List<List<Figure>> seen = runs.watched(InferenceRunTest.PRODUCT, "courses", "judged");
        HeatMap truth = (HeatMap) find(seen.getFirst(), "posterior-truth");
        assertThat(truth.values()).isEqualTo(((HeatMap) find(runs.figures(), "posterior-truth")).values());
        double[] network = ((HeatMap) find(seen.getLast(), "posterior-network")).values();
        assertThat(Arrays.stream(network).sum()).isBetween(0.1, 1 + 1e-12);
        // Shares of 4000 samples.
        assertCounts(network, 4000);
        assertThat(series(seen.getLast(), "causes-network", 0).x()).hasSize(300);
        assertThat(series(seen.getLast(), "causes-network", 1).x()).hasSize(300);
    }

    @Test
    void barsShowTheirProbabilities() throws IOException {
        SmallRuns runs = new SmallRuns(folder);
        List<List<Figure>> seen = runs.watched(InferenceRunTest.BARS, "courses", "judged");
        Series bars = series(seen.getLast(), "marginals-network", 1);
        assertThat(bars.x())
                .isEqualTo(series(runs.figures(), "marginals-network", 1).x());
        // Shares of 500 samples.
        assertCounts(bars.y(), 500);
    }

    @Test
    void populationsShowTheirActivity() throws IOException {
        SmallRuns runs = new SmallRuns(folder);
        List<List<Figure>> seen = runs.watched(InferenceRunTest.POPULATIONS, "courses", "judged");
        assertThat(series(seen.getLast(), "joint-activity", 3).y())
                .isEqualTo(series(runs.figures(), "joint-activity", 3).y());
    }

    @Test
    void worldsOfSeveralSizesShowWhatIsDone() throws IOException {
        SmallRuns runs = new SmallRuns(folder);
        List<List<Figure>> seen = runs.watched(InferenceRunTest.SCALING, "divergences");
        assertThat(series(seen.getFirst(), "live-divergence", 1).x()).containsExactly(2);
        Series factorised = series(seen.getLast(), "live-divergence", 1);
        assertThat(factorised.x()).containsExactly(2, 2, 3, 3);
        double[] divergences = runs.array("divergences");
        assertThat(factorised.y())
                .containsExactly(IntStream.range(0, 4)
                        .mapToDouble(i -> divergences[2 * i + 1])
                        .toArray());
    }

    @Test
    void sequencesShowTraces() throws IOException {
        List<List<Figure>> seen = new SmallRuns(folder).watched(SequenceRunTest.DYNAMICS, "courses", "judged");
        Series first = series(seen.getFirst(), "trace-recurrent", 0);
        // One sequence for all rounds.
        assertThat(series(seen.getLast(), "trace-recurrent", 0).y()).isEqualTo(first.y());
    }

    @Test
    void videoShowsWhatComesNext() throws IOException {
        List<List<Figure>> seen = new SmallRuns(folder).watched(SequenceRunTest.BALL, "courses", "judged");
        ImageGrid grid = (ImageGrid) find(seen.getLast(), "prediction");
        // Three frames, the next one and three variants, of three sequences.
        assertThat(grid.tiles()).hasSize(21);
        assertThat(grid.tiles())
                .allSatisfy(tile -> assertThat(tile.values()).hasSize(36).doesNotContain(Double.NaN));
    }

    @Test
    void imagesAreShownBesideDreams() throws IOException {
        ImagesRunTest.write(folder);
        List<List<Figure>> seen = new SmallRuns(folder).watched(ImagesRunTest.ROWS, "courses", "judged");
        int side = ImagesRunTest.SIDE;
        ImageGrid images = (ImageGrid) find(seen.getLast(), "images");
        assertThat(images.tiles()).hasSize(20).allSatisfy(tile -> {
            // The class of an image is its bright row.
            double[] rows = IntStream.range(0, side)
                    .mapToDouble(row -> Arrays.stream(tile.values(), row * side, (row + 1) * side)
                            .sum())
                    .sorted()
                    .toArray();
            assertThat(rows[3] - rows[2]).isGreaterThan(rows[2] - rows[0]);
        });
        ImageGrid dreams = (ImageGrid) find(seen.getLast(), "dreams-recurrent");
        assertThat(dreams.tiles())
                .hasSize(20)
                .allSatisfy(
                        tile -> assertThat(tile.values()).hasSize(side * side).doesNotContain(Double.NaN));
        ImageGrid rebuilt = (ImageGrid) find(seen.getLast(), "reconstructions-recurrent");
        for (int i = 0; i < 10; i++) {
            assertThat(rebuilt.tiles().get(i).values())
                    .isEqualTo(images.tiles().get(i).values());
        }
        assertThat(((ImageGrid) find(seen.getFirst(), "dreams-untrained"))
                        .tiles()
                        .getFirst()
                        .values())
                .isEqualTo(((ImageGrid) find(seen.getLast(), "dreams-untrained"))
                        .tiles()
                        .getFirst()
                        .values());
    }
}
