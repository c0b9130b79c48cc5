package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureAttractorsCommandTest {
    @TempDir
    Path folder;

    private String weights(int n, double... values) throws IOException {
        Path file = folder.resolve("W.npy");
        Files.write(file, NpyWriter.toBytes(NpyArray.of(values, n, n)));
        return file.toString();
    }

    private String bias(double... values) throws IOException {
        Path file = folder.resolve("b.npy");
        Files.write(file, NpyWriter.toBytes(NpyArray.of(values, values.length)));
        return file.toString();
    }

    /// A ring in which each unit copies the one before it.
    private String ring(int n) throws IOException {
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            values[i * n + (i + n - 1) % n] = 1;
        }
        return weights(n, values);
    }

    private static Invocation attractors(String... options) {
        List<String> arguments = new ArrayList<>(List.of("measure", "attractors", "--weights"));
        arguments.addAll(List.of(options));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private static Map<String, Object> json(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("--json");
        return JsonText.parse(attractors(arguments.toArray(String[]::new)).out());
    }

    /// G_ij = (((7i² + 3j² + 5ij + i + 2j) mod 11) − 5)/4 and .01 more on the diagonal; values of another program.
    @Test
    void theGoldenNetworkHasItsKnownAttractors() throws IOException {
        double[] golden = new double[25];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                golden[i * 5 + j] = ((7 * i * i + 3 * j * j + 5 * i * j + i + 2 * j) % 11 - 5) / 4.0;
            }
            golden[i * 6] += 0.01;
        }
        Map<String, Object> answer = json(weights(5, golden));
        assertThat(answer)
                .containsEntry("n", 5)
                .containsEntry("method", "enumeration")
                .containsEntry("coding", "pm1")
                .containsEntry("ties", "stay")
                .containsEntry("attractors", 8)
                .containsEntry("mean_period_over_states", 2.625)
                .containsEntry("longest_period", 6)
                .containsEntry("warnings", List.of())
                .containsKey("mean_period_over_attractors");
        assertThat((List<?>) answer.get("largest_basins")).hasSize(8);
    }

    /// Two units without connections, one held up and one held down.
    @Test
    void biasesHoldUnits() throws IOException {
        Map<String, Object> answer = json(weights(2, 0, 0, 0, 0), "--bias", bias(1, -1));
        assertThat(answer).containsEntry("attractors", 1).containsEntry("longest_transient", 1);
        assertThat(answer.get("largest_basins"))
                .isEqualTo(List.of(Map.of("period", 1, "share", 1.0, "longest_transient", 1, "representative", "10")));
    }

    /// Without connections every input is zero: units stay, which makes 2³ fixed points, or all fall silent.
    @Test
    void theRuleForTiesDecidesWhereAllInputsAreZero() throws IOException {
        String silent = weights(3, new double[9]);
        Map<String, Object> stay = json(silent);
        assertThat(stay).containsEntry("attractors", 8).containsEntry("zero_inputs", 24);
        assertThat(String.valueOf(stay.get("warnings"))).contains("24 of the 24 inputs");
        assertThat(json(silent, "--ties", "down")).containsEntry("attractors", 1);
    }

    /// A unit that negates itself: −1 and +1 in turn, but from 1 to 0 for ever in binary coding.
    @Test
    void theCodingMatters() throws IOException {
        String negation = weights(1, -1);
        assertThat(json(negation)).containsEntry("attractors", 1).containsEntry("longest_period", 2);
        assertThat(json(negation, "--coding", "binary"))
                .containsEntry("attractors", 1)
                .containsEntry("longest_period", 1)
                .containsEntry("recurrent_states", 1);
    }

    /// 31 is prime, so that every state of the ring has period 31 unless all units are alike.
    @Test
    void aLargeNetworkIsSampled() throws IOException {
        Map<String, Object> answer = json(ring(31), "--starts", "40", "--seed", "5");
        assertThat(answer)
                .containsEntry("method", "sampled")
                .containsEntry("starts", 40)
                .containsEntry("unresolved", 0)
                .containsEntry("mean_period_over_states", 31.0)
                .containsEntry("standard_error", 0.0)
                .containsEntry("longest_period", 31)
                .containsEntry("longest_transient", 0);
        assertThat((List<?>) answer.get("largest_basins")).hasSize(20);
        assertThat(String.valueOf(answer.get("warnings"))).contains("lower bounds");
        assertThat(json(ring(31), "--starts", "40", "--seed", "5")).isEqualTo(answer);
    }

    @Test
    void startsThatAreGivenUpAreSaid() throws IOException {
        Map<String, Object> answer = json(ring(31), "--step-limit", "30", "--starts", "9");
        assertThat(answer)
                .containsEntry("unresolved", 9)
                .containsEntry("attractors", 0)
                .containsEntry("mean_period_over_states", null)
                .containsEntry("mean_period_over_attractors", null)
                .containsEntry("longest_period", null);
        assertThat(String.valueOf(answer.get("warnings"))).contains("9 of 9 starts", "raise --step-limit");
        Invocation told = attractors(ring(31), "--step-limit", "30");
        assertThat(told.exitCode()).isZero();
        assertThat(told.out()).contains("longest_period  unknown");
    }

    /// The ring of three, by hand: two fixed points and two cycles of three.
    @Test
    void peopleReadATable() throws IOException {
        Invocation answer = attractors(ring(3));
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out().lines())
                .contains(
                        "attractors  4",
                        "mean_period_over_states  2.5",
                        "mean_period_over_attractors  2.0",
                        "longest_period  3",
                        "    period       share   transient  state",
                        "         3       0.375           0  100",
                        "         3       0.375           0  110",
                        "         1       0.125           0  000",
                        "         1       0.125           0  111");
    }

    @Test
    void samplingASmallNetworkAgreesWithEnumeration() throws IOException {
        Map<String, Object> sampled = json(ring(3), "--method", "sampled");
        assertThat(sampled).containsEntry("attractors", 4).containsEntry("longest_period", 3);
    }
}
