package org.gyre.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

final class FiguresTest {
    @Test
    void everyKindOfFigureSurvivesTheFile() {
        List<Figure> figures = SampleFigures.all();
        byte[] json = Figures.toJson(figures);

        List<Figure> back = Figures.fromJson(json, "figures.json");

        assertThat(back)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class) // NaN equals NaN
                .isEqualTo(figures);
        assertThat(Figures.toJson(back)).isEqualTo(json);
        // One of each permitted kind, so that a new kind cannot be forgotten in the list of names.
        assertThat(back.stream().map(Object::getClass).distinct().count())
                .isEqualTo(Figure.class.getPermittedSubclasses().length);
    }

    @Test
    void twoFiguresWithOneIdAreRefused() {
        Figure figure = new TableFigure("t", "T", "", "a");
        assertThatThrownBy(() -> Figures.toJson(List.of(figure, figure)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'t'");
    }

    @Test
    void aDamagedFileIsAUsersMistakeThatNamesTheFile() {
        for (String damaged : List.of(
                "",
                "{",
                "[]",
                "null",
                "{\"format\":1}",
                "{\"format\":1,\"figures\":[{\"type\":\"pie\"}]}",
                "{\"format\":7,\"figures\":[]}")) {
            assertThatThrownBy(() -> Figures.fromJson(damaged, "figures.json"))
                    .as(damaged)
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("figures.json");
        }
    }

    @Test
    void aPanelHoldsTheSpikesOfTheStepsAskedFor() {
        BinaryRaster raster = new BinaryRaster(5, 70);
        raster.set(0, 1);
        raster.set(2, 65);
        raster.set(3, 0);
        RasterPlot.Panel panel = RasterPlot.Panel.of("p", raster, 2, 4, new int[] {1, 0});
        assertThat(panel.times()).containsExactly(2, 3);
        assertThat(panel.senders()).containsExactly(65, 0);
        assertThat(panel.groups()).containsExactly(1, 0);
    }

    @Test
    void aSampleCountsEachDistinctValue() {
        DistributionPlot.Sample sample = DistributionPlot.Sample.of("s", new int[] {3, 1, 1, 7, 3, 1});
        assertThat(sample.values()).containsExactly(1, 3, 7);
        assertThat(sample.counts()).containsExactly(3, 2, 1);
        assertThat(sample.size()).isEqualTo(6);
    }

    @Test
    void aHistogramCountsEveryFiniteValueOnce() {
        Histogram histogram = Histogram.of("h", "", "", "x", new double[] {0, 1, 2, 3, 4, Double.NaN}, 4);
        assertThat(histogram.edges()).containsExactly(0, 1, 2, 3, 4);
        assertThat(histogram.samples().getFirst().counts()).containsExactly(1, 1, 1, 2);
    }

    @Test
    void partsOfDifferentLengthAreRefusedWithBothLengths() {
        assertThatThrownBy(() -> Series.line("I", new double[3], new double[2]))
                .hasMessageContaining("2 values where 3");
        assertThatThrownBy(() -> HeatMap.weights("w", "", "", 3, new double[8]))
                .hasMessageContaining("8 values where 9");
        assertThatThrownBy(() -> new TableFigure("t", "", "", "a", "b").row(1))
                .hasMessageContaining("1 values where 2");
        assertThatThrownBy(() -> new StateGraph("s", "", "", new int[3], 2)).hasMessageContaining("3 values where 4");
        assertThatThrownBy(() -> new StateGraph("s", "", "", new int[] {0, 2}, 1))
                .hasMessageContaining("successor of state 1 = 2");
        assertThatThrownBy(() -> new StateGraph("s", "", "", new int[2048], 11)).hasMessageContaining("at most 10");
        assertThatThrownBy(() -> new TableFigure("Not An Id", "", "")).hasMessageContaining("Not An Id");
    }
}
