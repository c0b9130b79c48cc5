package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureCommandTest {
    @TempDir
    Path folder;

    /// W_ij = 2 sin(1 + 3i + 7j), whose informations and thresholds another program computed by
    /// enumeration.
    private String sineWeights() throws IOException {
        double[] weights = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                weights[3 * i + j] = 2 * Math.sin(1 + 3 * i + 7 * j);
            }
        }
        Path file = folder.resolve("W.npy");
        Files.write(file, NpyWriter.toBytes(NpyArray.of(weights, 3, 3)));
        return file.toString();
    }

    @Test
    void infomaxOfTheSineWeightsIsThatOfAnotherProgram() throws IOException {
        Map<String, Object> nats = JsonText.parse(Invocation.of(
                        "measure",
                        "infomax",
                        "--weights",
                        sineWeights(),
                        "--p-max",
                        "0.95",
                        "--rate",
                        "0.05",
                        "--exact",
                        "--gradient",
                        "paper",
                        "--json")
                .out());
        assertThat((Double) nats.get("information_gaussian")).isCloseTo(0.0604447866, within(1e-8));
        assertThat((Double) nats.get("information_exact")).isCloseTo(0.0395432770, within(1e-8));
        List<?> thresholds = (List<?>) Objects.requireNonNull(nats.get("thresholds"));
        assertThat((Double) thresholds.get(0)).isCloseTo(3.13647492, within(1e-8));
        assertThat((Double) thresholds.get(1)).isCloseTo(3.01265646, within(1e-8));
        assertThat((Double) thresholds.get(2)).isCloseTo(3.13680834, within(1e-8));
        assertThat((List<?>) nats.get("gradient")).hasSize(3);
        assertThat(nats)
                .containsEntry("unit", "nats")
                .containsKey("entropy_bound")
                .containsEntry("warnings", List.of());
    }

    /// Two units that keep their state for some three million steps: their correlations are within a
    /// millionth of one, where they are clamped.
    @Test
    void aGradientThatIsNoneIsRefused() throws IOException {
        Path file = folder.resolve("frozen.npy");
        Files.write(file, NpyWriter.toBytes(NpyArray.of(new double[] {30, 0, 0, 30}, 2, 2)));
        String[] arguments = {
            "measure", "infomax", "--weights", file.toString(), "--p-max", "1", "--rate", "0.5", "--gradient", "paper"
        };
        Invocation refused = Invocation.of(arguments);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(file + ": ").contains("leave out --gradient");
        Invocation warned = Invocation.of(java.util.Arrays.copyOf(arguments, arguments.length - 2));
        assertThat(warned.exitCode()).isZero();
        assertThat(warned.err()).contains("canonical correlation");
    }

    /// A unit that follows itself so closely that its mean depends on the start.
    @Test
    void aNetworkWithoutThresholdsIsRefusedByName() throws IOException {
        Path file = folder.resolve("frozen.npy");
        Files.write(file, NpyWriter.toBytes(NpyArray.of(new double[] {400, 0, 0, 400}, 2, 2)));
        Invocation refused =
                Invocation.of("measure", "infomax", "--weights", file.toString(), "--p-max", "1", "--rate", "0.5");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(file + ": ").contains("lower the largest weights");
    }

    @Test
    void bitsAreNatsOverLogTwo() throws IOException {
        String[] arguments = {
            "measure", "infomax", "--weights", sineWeights(), "--p-max", "0.95", "--rate", "0.05", "--json"
        };
        double nats = (Double) Objects.requireNonNull(
                JsonText.parse(Invocation.of(arguments).out()).get("information_gaussian"));
        arguments = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        arguments[arguments.length - 2] = "--unit";
        arguments[arguments.length - 1] = "bits";
        Map<String, Object> bits = JsonText.parse(Invocation.of(arguments).out());
        assertThat((Double) bits.get("information_gaussian")).isCloseTo(nats / Math.log(2), within(1e-15));
        assertThat(bits).containsEntry("unit", "bits");
    }

    /// Three bursts, counted by hand: sizes 2, 3 and 1, durations 1, 2 and 1.
    @Test
    void avalanchesOfASmallRasterAreThoseCountedByHand() throws IOException {
        Path raster = folder.resolve("raster.csv");
        Files.writeString(raster, "1,1\n0,0\n1,0\n1,1\n0,0\n0,1\n0,0\n");
        Map<String, Object> answer =
                JsonText.parse(Invocation.of("measure", "avalanches", "--raster", raster.toString(), "--json")
                        .out());
        assertThat(answer)
                .containsEntry("units", 2)
                .containsEntry("spikes", 6)
                .containsEntry("bins", 7)
                .containsEntry("avalanches", 3)
                .containsEntry("largest_size", 3)
                .containsEntry("longest_duration", 2);
        assertThat((List<?>) answer.get("warnings")).hasSize(2);
    }

    /// 4 ms bins: spikes at 0 and 3.999 ms share a bin, the one at 4 ms, on the edge, belongs to the
    /// next.
    @Test
    void aSpikeOnAnEdgeBelongsToTheLaterBin() throws IOException {
        Path spikes = folder.resolve("spikes.csv");
        Files.writeString(spikes, "0.000,0\n0.003999,1\n0.004,0\n0.020,1\n");
        Map<String, Object> answer = JsonText.parse(
                Invocation.of("measure", "avalanches", "--spikes", spikes.toString(), "--bin", "4ms", "--json")
                        .out());
        assertThat(answer)
                .containsEntry("avalanches", 2)
                .containsEntry("largest_size", 3)
                .containsEntry("longest_duration", 2);
    }

    /// The exponent of the discrete power law on {1, 2} with counts a and b solves 2^−α = b/a.
    @Test
    void thePowerLawOnTwoValuesHasItsClosedForm() throws IOException {
        Path sample = folder.resolve("sample.txt");
        Files.writeString(sample, "1\n".repeat(300) + "2\n".repeat(75));
        Map<String, Object> answer = JsonText.parse(Invocation.of(
                        "measure",
                        "powerlaw",
                        "--sample",
                        sample.toString(),
                        "--discrete",
                        "--xmin",
                        "1",
                        "--xmax",
                        "2",
                        "--json")
                .out());
        assertThat((Double) answer.get("exponent")).isCloseTo(2.0, within(1e-6));
        assertThat(answer).containsEntry("n_tail", 375).containsKeys("ks", "standard_error", "alternatives");
    }
}
