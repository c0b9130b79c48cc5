package org.gyre.core.optimise.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class ParzenWindowsTest {
    private static final double[][] CENTRES = {{-0.95, 0.2}, {0.4, -1}, {0.5, 0.9}};

    /// By the midpoint rule, whose error is of the order of the square of the cells' width.
    @Test
    void theDensityIsOneOverTheBox() {
        ParzenWindows windows = new ParzenWindows(CENTRES);
        int cells = 400;
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            for (int j = 0; j < cells; j++) {
                double[] point = {(2 * i + 1.0) / cells - 1, (2 * j + 1.0) / cells - 1};
                sum += Math.exp(windows.logDensity(point)) * 4 / cells / cells;
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
    }

    /// Draws fall into each quarter of the box as often as the density over it says.
    @Test
    void drawsFollowTheDensity() {
        ParzenWindows windows = new ParzenWindows(CENTRES);
        int cells = 200;
        double[] mass = new double[4];
        for (int i = 0; i < cells; i++) {
            for (int j = 0; j < cells; j++) {
                double[] point = {(2 * i + 1.0) / cells - 1, (2 * j + 1.0) / cells - 1};
                mass[quarter(point)] += Math.exp(windows.logDensity(point)) * 4 / cells / cells;
            }
        }
        CounterRandom random = RandomStream.of(1).generator();
        int draws = 40_000;
        int[] counts = new int[4];
        for (int k = 0; k < draws; k++) {
            counts[quarter(windows.draw(random))]++;
        }
        for (int q = 0; q < 4; q++) {
            double error = Math.sqrt(mass[q] * (1 - mass[q]) / draws);
            assertThat((double) counts[q] / draws).isCloseTo(mass[q], within(4 * error));
        }
    }

    private static int quarter(double[] point) {
        return (point[0] < 0 ? 0 : 1) + (point[1] < 0 ? 0 : 2);
    }
}
