package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.data.Matrix;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.gyre.measure.avalanche.Distribution;
import org.gyre.measure.avalanche.Exponential;
import org.gyre.measure.avalanche.PowerLaw;
import org.gyre.measure.avalanche.Sampler;
import org.gyre.measure.avalanche.Support;
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

    @Test
    void theKeysOfTheContractStandAlsoWithoutAnyOption() throws IOException {
        Map<String, Object> answer = JsonText.parse(Invocation.of(
                        "measure", "infomax", "--weights", sineWeights(), "--p-max", "0.95", "--rate", "0.05", "--json")
                .out());
        assertThat((Double) answer.get("information_exact")).isCloseTo(0.0395432770, within(1e-8));
        assertThat(answer)
                .containsKeys("information_gaussian", "entropy_bound", "thresholds", "warnings")
                .containsEntry("gradient", null);
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
        assertThat((List<?>) answer.get("warnings")).hasSize(3);
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

    /// Dense arrays for unit a hundred million, or for the 2·10¹² bins between the two bursts, would not fit.
    @Test
    void farUnitsAndLongSilencesNeedNoMemory() throws IOException {
        Path spikes = folder.resolve("far.csv");
        Files.writeString(spikes, "0,100000000\n0.000004,7\n8000000,1\n");
        Invocation answer =
                Invocation.of("measure", "avalanches", "--spikes", spikes.toString(), "--bin", "4us", "--json");
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(JsonText.parse(answer.out()))
                .containsEntry("units", 3)
                .containsEntry("spikes", 3)
                .containsEntry("bins", 2_000_000_000_001L)
                .containsEntry("avalanches", 2)
                .containsEntry("largest_size", 2)
                .containsEntry("longest_duration", 2);
    }

    /// The reference is the raster of the same spikes, which has every bin.
    @Test
    void avalanchesOfEventsAreThoseOfTheirRaster() throws IOException {
        CounterRandom random = RandomStream.of(3).generator();
        StringBuilder events = new StringBuilder();
        StringBuilder raster = new StringBuilder();
        for (int t = 0; t < 2000; t++) {
            boolean first = random.nextDouble() < 0.3;
            boolean second = t == 1999 || random.nextDouble() < 0.3;
            raster.append(first ? 1 : 0).append(',').append(second ? 1 : 0).append('\n');
            events.insert(0, second ? t / 1000.0 + ",1\n" : "").insert(0, first ? t / 1000.0 + ",0\n" : "");
        }
        Path eventFile = folder.resolve("events.csv");
        Path rasterFile = folder.resolve("raster.csv");
        Files.writeString(eventFile, events);
        Files.writeString(rasterFile, raster);
        Map<String, Object> sparse = JsonText.parse(Invocation.of(
                        "measure",
                        "avalanches",
                        "--spikes",
                        eventFile.toString(),
                        "--bin",
                        "1ms",
                        "--from",
                        "start",
                        "--duration",
                        "2s",
                        "--json")
                .out());
        Map<String, Object> dense = JsonText.parse(
                Invocation.of("measure", "avalanches", "--raster", rasterFile.toString(), "--bin", "1ms", "--json")
                        .out());
        for (String key : List.of(
                "units", "spikes", "bins", "avalanches", "largest_size", "longest_duration", "fits", "warnings")) {
            assertThat(sparse.get(key)).as(key).isNotNull().isEqualTo(dense.get(key));
        }
    }

    @Test
    void aTableThatMayBeARasterIsAQuestion() throws IOException {
        Path raster = folder.resolve("raster.csv");
        Files.writeString(raster, "0,1\n1,1\n0,0\n1,0\n");
        Invocation asked = Invocation.of("measure", "avalanches", "--spikes", raster.toString(), "--bin", "4ms");
        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.err()).contains(raster + ": looks like spike counts", "--counts-bin", "--layout pairs");
        // Rows of 5 ms from 0: two spikes in the first two and one in the last of four
        assertThat(JsonText.parse(Invocation.of(
                                "measure",
                                "avalanches",
                                "--spikes",
                                raster.toString(),
                                "--counts-bin",
                                "5ms",
                                "--bin",
                                "5ms",
                                "--json")
                        .out()))
                .containsEntry("bins", 4)
                .containsEntry("avalanches", 2)
                .containsEntry("largest_size", 3);
        assertThat(JsonText.parse(Invocation.of(
                                "measure",
                                "avalanches",
                                "--spikes",
                                raster.toString(),
                                "--layout",
                                "pairs",
                                "--bin",
                                "1s",
                                "--json")
                        .out()))
                .containsEntry("spikes", 4)
                .containsEntry("avalanches", 1);
        Path events = folder.resolve("events.csv");
        Files.writeString(events, "0,1\n1,1\n0.5,0\n");
        assertThat(Invocation.of("measure", "avalanches", "--spikes", events.toString(), "--bin", "4ms")
                        .exitCode())
                .isZero();
    }

    @Test
    void aPTooSmallForANumberIsNotPrintedAsZero() {
        assertThat(TailReading.probability(0)).isEqualTo("p < 1e-300");
        assertThat(TailReading.probability(1e-299)).isEqualTo("p = 1e-299");
        assertThat(TailReading.probability(0.25)).isEqualTo("p = 0.25");
    }

    @Test
    void aConstantSampleIsPrintedAsUnknown() throws IOException {
        Path constant = folder.resolve("constant.txt");
        Files.writeString(constant, "3\n".repeat(100));
        Invocation answer = Invocation.of("measure", "powerlaw", "--sample", constant.toString());
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("exponent  unknown", "n_tail  100");
        assertThat(answer.err()).contains("constant sample");
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

    private String randomWeights(int n, double width) throws IOException {
        CounterRandom random = RandomStream.of(n).generator();
        double[] weights = new double[n * n];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = width * (2 * random.nextDouble() - 1);
        }
        Path file = folder.resolve("W" + n + ".npy");
        Files.write(file, NpyWriter.toBytes(NpyArray.of(weights, n, n)));
        return file.toString();
    }

    private static Map<String, Object> infomax(String weights, String rate, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("measure", "infomax", "--weights", weights, "--p-max", "0.95", "--rate", rate, "--json"));
        arguments.addAll(List.of(more));
        Invocation answer = Invocation.of(arguments.toArray(String[]::new));
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        return JsonText.parse(answer.out());
    }

    private static double number(Map<String, Object> answer, String key) {
        return ((Number) Objects.requireNonNull(answer.get(key))).doubleValue();
    }

    private static List<String> warnings(Map<String, Object> answer) {
        return ((List<?>) Objects.requireNonNull(answer.get("warnings")))
                .stream().map(String::valueOf).toList();
    }

    /// The reference is the enumeration of the same network; four standard errors are allowed.
    @Test
    void aSampledInformationIsTheEnumeratedOneWithinItsStatedError() throws IOException {
        String weights = randomWeights(8, 2);
        Map<String, Object> exact = infomax(weights, "0.1", "--gradient", "paper");
        Map<String, Object> sampled = infomax(
                weights,
                "0.1",
                "--method",
                "sampled",
                "--steps",
                "400000",
                "--settling",
                "50000",
                "--gradient",
                "paper");
        assertThat(exact).containsEntry("method", "enumeration");
        assertThat(sampled).containsEntry("method", "sampled").containsEntry("samples", 400_000);
        assertThat(number(sampled, "sampling_bias")).isEqualTo(64 / 800_000.0);
        double error = number(sampled, "standard_error");
        double information = number(exact, "information_gaussian");
        assertThat(error).isBetween(0.0, 0.03 * information);
        assertThat(number(sampled, "information_gaussian") - number(sampled, "sampling_bias"))
                .isCloseTo(information, within(4 * error));
        assertThat(sampled).containsEntry("information_exact", null);
        assertThat(warnings(sampled))
                .singleElement()
                .satisfies(
                        warning -> assertThat(warning).contains("exact information is not known", "at most 12 units"));
        assertThat(cosine(gradient(sampled), gradient(exact))).isGreaterThan(0.99);
    }

    private static double[] gradient(Map<String, Object> answer) {
        return ((List<?>) Objects.requireNonNull(answer.get("gradient")))
                .stream()
                        .flatMap(row -> ((List<?>) row).stream())
                        .mapToDouble(value -> ((Number) value).doubleValue())
                        .toArray();
    }

    private static double cosine(double[] a, double[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void aNetworkTooLargeToEnumerateIsSampledAndSaysSo() throws IOException {
        Map<String, Object> answer =
                infomax(randomWeights(20, 0.5), "0.1", "--steps", "20000", "--settling", "20000", "--seed", "5");
        assertThat(answer).containsEntry("method", "sampled").containsEntry("information_exact", null);
        assertThat(number(answer, "sampling_bias")).isEqualTo(400 / 40_000.0);
        assertThat((List<?>) answer.get("thresholds")).hasSize(20);
        assertThat(infomax(randomWeights(20, 0.5), "0.1", "--steps", "20000", "--settling", "20000", "--seed", "5"))
                .isEqualTo(answer);
    }

    /// Thirteen units that fire once in ten million steps are silent: C has no variance of its own in any of them.
    @Test
    void theConditionOfTheCovariancesIsAWarning() throws IOException {
        Map<String, Object> answer =
                infomax(randomWeights(13, 0), "1e-7", "--steps", "1000", "--settling", "0", "--gradient", "paper");
        assertThat(warnings(answer))
                .anySatisfy(warning -> assertThat(warning).contains("a canonical correlation reached one"))
                .anySatisfy(warning -> assertThat(warning).contains("there is no gradient"))
                .anySatisfy(warning -> assertThat(warning).contains("100 % off its target"));
    }

    private String sample(Distribution law, int n, long seed) throws IOException {
        Sampler sampler = new Sampler(law);
        CounterRandom random = RandomStream.of(seed).generator();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            text.append(sampler.draw(random)).append('\n');
        }
        Path file = folder.resolve("sample" + seed + ".txt");
        Files.writeString(file, text);
        return file.toString();
    }

    private static Map<String, Object> powerLaw(String sample, String... more) {
        List<String> arguments = new ArrayList<>(List.of("measure", "powerlaw", "--sample", sample, "--json"));
        arguments.addAll(List.of(more));
        Invocation answer = Invocation.of(arguments.toArray(String[]::new));
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        return JsonText.parse(answer.out());
    }

    private static double pValue(Map<String, Object> answer) {
        return ((Number) Objects.requireNonNull(
                        ((Map<?, ?>) Objects.requireNonNull(answer.get("goodness_of_fit"))).get("p_value")))
                .doubleValue();
    }

    /// p is uniform on [0, 1] for samples of a power law: the mean of 20 has the standard error 0.065.
    @Test
    void theGoodnessOfFitSparesPowerLawsAndRulesOutAnExponential() throws IOException {
        double mean = 0;
        for (int k = 0; k < 20; k++) {
            String sample = sample(new PowerLaw(2.5, Support.wholeFrom(1)), 300, 100 + k);
            mean += pValue(powerLaw(sample, "--discrete", "--xmin", "1", "--bootstrap", "50")) / 20;
        }
        assertThat(mean).isBetween(0.5 - 4 * 0.065, 0.5 + 4 * 0.065);
        String exponential = sample(new Exponential(0.1, Support.wholeFrom(1)), 1000, 7);
        assertThat(pValue(powerLaw(exponential, "--discrete", "--xmin", "1", "--bootstrap", "50")))
                .isLessThan(0.05);
        assertThat(Invocation.of(
                                "measure",
                                "powerlaw",
                                "--sample",
                                exponential,
                                "--discrete",
                                "--xmin",
                                "1",
                                "--bootstrap",
                                "50")
                        .out())
                .contains("Goodness of fit: p < ", "as none of ", "the power law is ruled out");
    }

    @Test
    void withoutABootstrapThereIsNoGoodnessOfFit() throws IOException {
        assertThat(powerLaw(sample(new PowerLaw(2.5, Support.wholeFrom(1)), 300, 1), "--discrete"))
                .containsEntry("goodness_of_fit", null);
    }

    /// A law that ends at 100, and a bump of as many events as one in six beyond.
    @Test
    void theWidestRangeOfAPowerLawIsFoundAndSaysHow() throws IOException {
        String law = sample(new PowerLaw(1.5, new Support(1, 100, true)), 5000, 1);
        String bump = sample(new PowerLaw(0, new Support(400, 500, true)), 1000, 2);
        Path both = folder.resolve("both.txt");
        Files.writeString(both, Files.readString(Path.of(law)) + Files.readString(Path.of(bump)));
        Map<String, Object> answer = powerLaw(both.toString(), "--discrete", "--xmax", "auto", "--bootstrap", "99");
        assertThat(number(answer, "xmax")).isBetween(70.0, 100.0);
        assertThat(number(answer, "exponent")).isCloseTo(1.5, within(4 * number(answer, "standard_error")));
        assertThat(answer).containsEntry("goodness_of_fit", null);
        Map<?, ?> search = (Map<?, ?>) Objects.requireNonNull(answer.get("range_search"));
        assertThat(((Number) Objects.requireNonNull(search.get("p_value"))).doubleValue())
                .isGreaterThan(0.1);
        assertThat(search.get("draws")).isEqualTo(99);
        assertThat(((Number) Objects.requireNonNull(search.get("decades"))).doubleValue())
                .isCloseTo(Math.log10(number(answer, "xmax") / number(answer, "xmin")), within(1e-9));
        assertThat(powerLaw(both.toString(), "--discrete", "--xmax", "auto", "--bootstrap", "99", "--threads", "3"))
                .isEqualTo(answer);
        assertThat(Invocation.of(
                                "measure",
                                "powerlaw",
                                "--sample",
                                both.toString(),
                                "--discrete",
                                "--xmin",
                                "3",
                                "--xmax",
                                "auto")
                        .out())
                .contains("values in [3, ", "decades with", "from 500 Monte-Carlo samples", "as it was chosen to be");
    }

    /// Ones and hundreds: no decade between them has a value.
    @Test
    void aSampleWithoutAnyRangeSaysSo() throws IOException {
        Path ends = folder.resolve("ends.txt");
        Files.writeString(ends, "1\n".repeat(200) + "100\n".repeat(200));
        Map<String, Object> answer = powerLaw(ends.toString(), "--discrete", "--xmax", "auto");
        assertThat(answer).containsEntry("exponent", null).containsEntry("n_tail", 400);
        assertThat(warnings(answer))
                .singleElement()
                .satisfies(warning -> assertThat(warning).contains("follows a power law (p > 0.1 in 500 draws)"));
    }

    @Test
    void whatMakesAFitDoubtfulIsWarnedOf() throws IOException {
        Path constant = folder.resolve("constant.txt");
        Files.writeString(constant, "3\n".repeat(100));
        Map<String, Object> none = powerLaw(constant.toString(), "--discrete");
        assertThat(none).containsEntry("exponent", null).containsEntry("n_tail", 100);
        assertThat(warnings(none))
                .singleElement()
                .satisfies(warning -> assertThat(warning).contains("all 100 values", "are 3", "constant sample"));

        Path few = folder.resolve("few.txt");
        Files.writeString(few, "1\n1\n1\n2\n2\n5\n");
        assertThat(warnings(powerLaw(few.toString(), "--discrete")))
                .singleElement()
                .satisfies(warning -> assertThat(warning).contains("6 values", "needs 50"));
        assertThat(warnings(powerLaw(few.toString(), "--discrete", "--xmin", "1")))
                .anySatisfy(warning -> assertThat(warning).contains("only 6 values", "too few"));

        // As many ones as twos: 2^−α = 1, α = 0.
        Path flat = folder.resolve("flat.txt");
        Files.writeString(flat, "1\n2\n".repeat(50));
        assertThat(warnings(powerLaw(flat.toString(), "--discrete", "--xmin", "1", "--xmax", "2")))
                .anySatisfy(warning -> assertThat(warning).contains("is not above 1"));

        // α = 1 + 101 / log 1.0001, beyond the search, which ends at 30.
        Path steep = folder.resolve("steep.txt");
        Files.writeString(steep, "1\n".repeat(100) + "1.0001\n");
        Map<String, Object> bound = powerLaw(steep.toString(), "--xmin", "1");
        assertThat(number(bound, "exponent")).isEqualTo(30);
        assertThat(warnings(bound))
                .anySatisfy(warning -> assertThat(warning).contains("power law stands at a bound of its search"));
        assertThat(Invocation.of("measure", "powerlaw", "--sample", steep.toString(), "--xmin", "1")
                        .err())
                .contains("gyre: the exponent 30.000");
    }

    /// What a run records, the instruments read: a row for each step, a column for each unit, 0 or 1.
    @Test
    void theRasterOfARunIsReadAsItIs() throws IOException {
        Path run = folder.resolve("six units");
        Invocation.of(
                "run",
                "avalanches",
                "--set",
                "network.units=6",
                "--set",
                "training.blocks=2",
                "--set",
                "test.steps=3000",
                "--set",
                "avalanches.count=100",
                "--out",
                run.toString());
        String raster = run.resolve("arrays/raster.npy").toString();
        Matrix recorded = MatrixFile.read(raster);
        // The state before the first step stands in the first row.
        assertThat(recorded.rows()).isEqualTo(3001);
        assertThat(recorded.columns()).isEqualTo(6);
        assertThat(recorded.values()).containsOnly(0, 1);
        double spikes = Arrays.stream(recorded.values()).sum();
        // 18,000 draws at the target rate of .01, six standard deviations.
        assertThat(spikes).isBetween(180 - 6 * Math.sqrt(180), 180 + 6 * Math.sqrt(180));
        Map<String, Object> answer = JsonText.parse(Invocation.of("measure", "avalanches", "--raster", raster, "--json")
                .out());
        assertThat(answer).containsEntry("units", 6).containsEntry("spikes", (int) spikes);
    }
}
