package org.gyre.core.optimise.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class TreeParzenTest {
    private static final double[] CENTRE = {0.3, -0.6, 0.1, 0.8, -0.2};

    private static double best(BoxSearch search) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 100; i++) {
            Candidate candidate = search.ask();
            double value = 0;
            for (int j = 0; j < CENTRE.length; j++) {
                double distance = candidate.point()[j] - CENTRE[j];
                value += (j + 1) * distance * distance;
            }
            search.tell(i, value);
            best = Math.min(best, value);
        }
        return best;
    }

    /// Were both as good, one of them would win 18 of 20 times with a probability of 2·10⁻⁴.
    @Test
    void itBeatsRandomPointsOnAQuadratic() {
        int won = 0;
        double sum = 0;
        double randomSum = 0;
        for (int seed = 1; seed <= 20; seed++) {
            double value = best(new TreeParzen(5, TreeParzen.Settings.usual(20, 1), RandomStream.of(seed)));
            double random = best(new RandomSearch(5, RandomStream.of(seed)));
            won += value < random ? 1 : 0;
            sum += value;
            randomSum += random;
        }
        assertThat(won).isGreaterThanOrEqualTo(18);
        assertThat(sum).isLessThan(randomSum / 2);
    }

    /// The start is that of a random search with the same stream.
    @Test
    void itBeginsWithRandomPoints() {
        TreeParzen search = new TreeParzen(3, TreeParzen.Settings.usual(10, 4), RandomStream.of(1));
        RandomSearch random = new RandomSearch(3, RandomStream.of(1));
        assertThat(search.ready()).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            assertThat(search.ask().point()).isEqualTo(random.ask().point());
            search.tell(i, i);
        }
        assertThat(search.ready()).isEqualTo(4);
        assertThat(search.ask().point()).isNotEqualTo(random.ask().point());
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> TreeParzen.Settings.usual(1, 1)).hasMessageContaining("start-up of 1 points");
        assertThatThrownBy(() -> new TreeParzen.Settings(5, 1, 24, 1)).hasMessageContaining("quantile 1.0");
    }
}
