package org.gyre.lab.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.lab.experiment.SmallRuns;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.StateGraph;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What searches and maps of information flux show while they work, and that they find the same when they are looked
/// at.
class LiveFluxTest {
    @TempDir
    Path folder = Path.of("");

    private static <F extends Figure> F find(List<Figure> figures, String id, Class<F> type) {
        return type.cast(figures.stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow());
    }

    /// Exact, by the solver that shares no code with the evaluators of the searches.
    private static double information(HeatMap weights) {
        return Unit.BITS.fromNats(FluxReading.of(
                        new StationarySolver(Team.alone()).solve(BoltzmannMachine.of(weights.rows(), weights.values())))
                .information());
    }

    private static double last(Series series) {
        return series.y()[series.y().length - 1];
    }

    /// Three slices for each of three limits: the courses begin anew with each, and the network beside them has what
    /// the best of them says.
    @Test
    void evolutionShowsItsCoursesAndTheBestNetwork() throws IOException {
        SmallRuns runs = new SmallRuns(folder);
        List<List<Figure>> seen = runs.watched("""
                kind = "flux-evolution"
                units = 2
                limits = [1, 2.5]
                further = [{ units = 3, constraint = "row-norm", limits = [2] }]
                repeats = 3
                generations = 120
                gradient_starts = 5
                """, "weights");
        for (int step = 0; step < seen.size(); step++) {
            List<Series> courses =
                    find(seen.get(step), "live-courses", LineChart.class).series();
            assertThat(courses).hasSize(3);
            for (Series course : courses) {
                double[] generations = {50, 100, 120};
                assertThat(course.x()).isEqualTo(Arrays.copyOf(generations, step % 3 + 1));
                assertThat(course.y()).isSorted();
            }
            HeatMap weights = find(seen.get(step), "live-weights", HeatMap.class);
            assertThat(weights.rows()).isEqualTo(step < 6 ? 2 : 3);
            double most = courses.stream().mapToDouble(LiveFluxTest::last).max().orElseThrow();
            assertThat(information(weights)).isCloseTo(most, within(1e-9));
            assertThat(find(seen.get(step), "live-states", StateGraph.class).units())
                    .isEqualTo(weights.rows());
        }
        // The last picture of each of the first limits is the report's.
        for (int limit = 0; limit < 2; limit++) {
            List<Series> shown = find(seen.get(3 * limit + 2), "live-courses", LineChart.class)
                    .series();
            List<Series> kept = find(runs.figures(), "trace-" + (limit + 1), LineChart.class)
                    .series();
            for (int k = 0; k < 3; k++) {
                assertThat(shown.get(k).y()).isEqualTo(kept.get(k).y());
            }
        }
    }

    /// Three slices for each of three fronts, then a cycle, during which the last front stays.
    @Test
    void aSearchOfFrontsShowsThemAsTheyGrow() throws IOException {
        SmallRuns runs = new SmallRuns(folder);
        List<List<Figure>> seen = runs.watched("""
                kind = "flux-pareto"
                units = 3
                scales = [10, 0.5]
                population = 20
                patience = 15
                generations = 50
                cycles = [4]
                """);
        double[] scales = {10, 0.5, 10};
        for (int step = 0; step < seen.size(); step++) {
            int at = Math.min(step / 3, 2);
            List<Series> fronts =
                    find(seen.get(step), "live-fronts", LineChart.class).series();
            assertThat(fronts).hasSize(at + 1);
            HeatMap weights = find(seen.get(step), "live-weights", HeatMap.class);
            double most = Arrays.stream(fronts.get(at).y()).max().orElseThrow();
            assertThat(information(weights)).isCloseTo(most, within(1e-9));
            for (double weight : weights.values()) {
                assertThat(weight / scales[at]).isEqualTo(Math.rint(weight / scales[at]));
            }
        }
        List<Series> kept = find(runs.figures(), "fronts", LineChart.class).series();
        for (int k = 0; k < 3; k++) {
            Series shown = find(seen.getLast(), "live-fronts", LineChart.class)
                    .series()
                    .get(k);
            assertThat(shown.x()).isEqualTo(kept.get(k).x());
            assertThat(shown.y()).isEqualTo(kept.get(k).y());
        }
    }

    /// 6 + 4 + 4 points: after each step as many cells are known, and those are the report's.
    @Test
    void mapsFillPointByPoint() throws IOException {
        SmallRuns runs = new SmallRuns(folder);
        List<List<Figure>> seen = runs.watched("""
                kind = "flux-map"
                networks = 4
                units = 3
                balances = [-1, 0, 1]
                densities = [0.5, 1]
                widths = [0, 1]
                deviations = [0.5, 2]
                sizes = [2, 3]
                """, "balance_density");
        assertThat(seen).hasSize(14);
        for (int step = 0; step < seen.size(); step++) {
            int known = 0;
            for (String plane : List.of("balance-density", "width-density", "coupling-size")) {
                HeatMap shown = find(seen.get(step), "live-" + plane + "-flux", HeatMap.class);
                HeatMap kept = find(runs.figures(), plane + "-flux", HeatMap.class);
                for (int cell = 0; cell < shown.values().length; cell++) {
                    if (!Double.isNaN(shown.values()[cell])) {
                        assertThat(shown.values()[cell]).isEqualTo(kept.values()[cell]);
                        known++;
                    }
                }
            }
            assertThat(known).isEqualTo(step + 1);
        }
    }
}
