package org.gyre.lab.play;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a raster alone says of a network, beside what is so.
class RecordedInformationTest {
    /// Σ n_xy/T log₂ (T n_xy / (n_x n_y)) over the pairs of successive states, counted here; and a warning where there
    /// are fewer pairs of states than 4^N.
    @ParameterizedTest
    @CsvSource({"2, 2000, false", "3, 1000, false", "5, 400, true", "8, 100, true"})
    void itIsThePlugInValueOfTheShownStates(int units, int steps, boolean few) {
        Explorable network = Explorables.find("network");
        Map<String, @Nullable Object> answer = network.answer(Settings.of(
                network, Map.of("units", Integer.toString(units), "steps", Integer.toString(steps), "coupling", "1")));
        int[] raster = (int[]) requireNonNull(answer.get("raster"));
        assertThat(raster).hasSize(steps);
        int states = 1 << units;
        double[] now = new double[states];
        double[] next = new double[states];
        double[][] both = new double[states][states];
        int pairs = steps - 1;
        for (int t = 0; t < pairs; t++) {
            now[raster[t]]++;
            next[raster[t + 1]]++;
            both[raster[t]][raster[t + 1]]++;
        }
        double bits = 0;
        for (int x = 0; x < states; x++) {
            for (int y = 0; y < states; y++) {
                if (both[x][y] > 0) {
                    bits += both[x][y] / pairs * Math.log(both[x][y] * pairs / (now[x] * next[y])) / Math.log(2);
                }
            }
        }
        double recorded = number(answer, "recorded_information");
        assertThat(recorded).isEqualTo(bits, within(1e-10));
        assertThat(number(answer, "recorded_error")).isEqualTo(bits - number(answer, "information"), within(1e-9));
        assertThat(((List<?>) requireNonNull(answer.get("warnings")))
                        .stream().anyMatch(warning -> String.valueOf(warning).contains("2^" + 2 * units)))
                .isEqualTo(few);
    }

    /// A longer raster is of the same network: a remembered answer equals one of a fresh view.
    @ParameterizedTest
    @CsvSource({"20", "200", "2000"})
    void theLengthOfTheRasterLeavesTheExactNumbers(int steps) {
        Explorable remembering = new NetworkPlay();
        Settings first = Settings.of(remembering, Map.of("noise", "0.5"));
        assertThat(remembering.answer(first)).isNotEmpty();
        Settings longer = Settings.of(remembering, Map.of("noise", "0.5", "steps", Integer.toString(steps)));
        Explorable fresh = new NetworkPlay();
        assertThat(remembering.answer(longer))
                .usingRecursiveComparison()
                .isEqualTo(fresh.answer(Settings.of(fresh, Map.of("noise", "0.5", "steps", Integer.toString(steps)))));
    }

    private static double number(Map<String, @Nullable Object> answer, String key) {
        return (Double) requireNonNull(answer.get(key));
    }
}
