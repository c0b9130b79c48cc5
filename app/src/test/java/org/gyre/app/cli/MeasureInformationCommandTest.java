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
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.gyre.core.random.RandomStream;
import org.gyre.data.matrix.MatrixFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measures of information through the command line, on files whose values are known in closed form.
class MeasureInformationCommandTest {
    @TempDir
    Path folder;

    /// All states of three bits with x2 = x0 xor x1, in columns x0, x1, x2.
    private String parity() throws IOException {
        return file("parity.csv", "a,b,parity\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n");
    }

    /// A cycle of all words of two bits, 0 0 1 1 …, 4001 steps, and beside it the same one step later.
    private String follower() throws IOException {
        StringBuilder text = new StringBuilder();
        int[] cycle = {0, 0, 1, 1};
        for (int t = 0; t <= 4000; t++) {
            text.append(cycle[t % 4]).append(' ').append(cycle[(t + 3) % 4]).append('\n');
        }
        return file("follower.txt", text.toString());
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private static Map<String, Object> json(String... arguments) {
        List<String> all = new ArrayList<>(List.of("measure"));
        all.addAll(List.of(arguments));
        all.add("--json");
        Invocation call = Invocation.of(all.toArray(String[]::new));
        assertThat(call.exitCode()).as(call.err()).isZero();
        return JsonText.parse(call.out());
    }

    private static double value(Map<String, Object> answer, String key) {
        return ((Number) Objects.requireNonNull(answer.get(key))).doubleValue();
    }

    @Test
    void theKeysOfTheContractAreThere() throws IOException {
        assertThat(json("mi", "--data", parity(), "--x", "0", "--y", "1"))
                .containsKeys(
                        "value",
                        "unit",
                        "estimator",
                        "samples",
                        "bias_correction",
                        "p_value",
                        "standard_error",
                        "warnings");
    }

    @Test
    void oneSampleHasAnEntropyWithoutAnError() throws IOException {
        String file = file("one.csv", "3,4\n");
        for (String correction : List.of("none", "miller-madow", "grassberger", "jackknife", "nsb")) {
            Map<String, Object> answer = json("entropy", "--data", file, "--x", "0", "--bias-correction", correction);
            assertThat(answer).as(correction).containsEntry("standard_error", null);
            assertThat(answer.get("interval_90")).as(correction).isNull();
            assertThat(answer.get("warnings"))
                    .asString()
                    .as(correction)
                    .contains("neither a standard error nor an interval is stated");
        }
        assertThat(Invocation.of("measure", "entropy", "--data", file, "--x", "0")
                        .out())
                .doesNotContain("±");
    }

    @Test
    void fewSurrogatesAreNamedByWhatTheyAre() throws IOException {
        assertThat(json("mi", "--data", parity(), "--x", "0", "--y", "1", "--surrogates", "5")
                        .get("warnings"))
                .asString()
                .contains("take at least 19 surrogates");
    }

    /// Parity: no pair shares anything, given the third each pair shares one bit, all together −1 bit.
    @Test
    void parityInEachMeasure() throws IOException {
        assertThat(value(json("mi", "--data", parity(), "--x", "0", "--y", "2"), "value"))
                .isEqualTo(0, within(1e-12));
        assertThat(value(json("mi", "--data", parity(), "--x", "a,b", "--y", "parity"), "value"))
                .isEqualTo(1, within(1e-12));
        assertThat(value(json("cmi", "--data", parity(), "--x", "0", "--y", "2", "--z", "1"), "value"))
                .isEqualTo(1, within(1e-12));
        assertThat(value(
                        json("cmi", "--data", parity(), "--x", "0", "--y", "2", "--z", "1", "--unit", "nats"), "value"))
                .isEqualTo(Math.log(2), within(1e-12));
        assertThat(value(json("o-information", "--data", parity(), "--x", "0,1,2"), "value"))
                .isEqualTo(-1, within(1e-12));
    }

    /// One step of 0 0 1 1 … tells nothing of the next, two tell everything; what follows it is told
    /// by it and, with two steps of its own past, by itself.
    @Test
    void aCycleAndWhatFollowsIt() throws IOException {
        String file = follower();
        assertThat(value(json("ais", "--data", file, "--x", "0"), "value")).isEqualTo(0, within(1e-6));
        assertThat(value(json("ais", "--data", file, "--x", "0", "--history", "2"), "value"))
                .isEqualTo(1, within(1e-6));
        assertThat(value(json("predictive", "--data", file, "--x", "0", "--past", "2", "--future", "2"), "value"))
                .isEqualTo(2, within(1e-6));
        assertThat(json("predictive", "--data", file, "--target", "0", "--past", "2", "--future", "2"))
                .isEqualTo(json("predictive", "--data", file, "--x", "0", "--past", "2", "--future", "2"));
        assertThat(value(json("te", "--data", file, "--source", "0", "--target", "1"), "value"))
                .isEqualTo(1, within(1e-6));
        assertThat(value(json("te", "--data", file, "--source", "0", "--target", "1", "--history", "2"), "value"))
                .isEqualTo(0, within(1e-6));
    }

    /// Renamed symbols carry the same information: zeros and ones, which are counted all at once, and
    /// zeros and twos, which are counted pair by pair.
    @Test
    void allPairsOfZerosAndOnesAreThoseOfAnyTwoSymbols() throws IOException {
        StringBuilder bits = new StringBuilder();
        RandomGenerator random = RandomStream.of(4).generator();
        for (int t = 0; t < 300; t++) {
            for (int unit = 0; unit < 4; unit++) {
                bits.append(unit == 0 ? "" : " ").append(random.nextInt(4) == 0 ? 1 : 0);
            }
            bits.append('\n');
        }
        String[] options = {
            "--all", "--history", "2,2", "--surrogates", "19", "--null", "circular", "--least-shift", "9"
        };
        Map<String, Object> ones = json(te(file("ones.txt", bits.toString()), options));
        Map<String, Object> twos = json(te(file("twos.txt", bits.toString().replace('1', '2')), options));
        for (String key : List.of("quantity", "values", "p_values", "q_values", "maximum_statistic_p_values")) {
            assertThat(ones.get(key)).as(key).isNotNull().isEqualTo(twos.get(key));
        }
        assertThat(value(ones, "samples")).isEqualTo(298);
    }

    private static String[] te(String file, String... options) {
        return Stream.concat(Stream.of("te", "--data", file), Stream.of(options))
                .toArray(String[]::new);
    }

    /// With the length of a trial, histories do not cross from one into the next: 4000 rows of trials
    /// of 4 have 3 instants each.
    @Test
    void trialsAreKeptApart() throws IOException {
        String file = file("trials.txt", "0\n0\n1\n1\n".repeat(1000));
        assertThat(value(json("ais", "--data", file, "--x", "0", "--trial-length", "4"), "samples"))
                .isEqualTo(3000);
        assertThat(value(json("ais", "--data", file, "--x", "0"), "samples")).isEqualTo(3999);
    }

    @Test
    void surrogatesGiveAPValueAndSaySoInWords() throws IOException {
        Map<String, Object> answer =
                json("te", "--data", follower(), "--source", "0", "--target", "1", "--surrogates", "99");
        assertThat(value(answer, "p_value")).isEqualTo(0.01);
        assertThat(value(answer, "surrogates")).isEqualTo(99);
        assertThat(answer.get("null_hypothesis")).isEqualTo("permutation");
        Invocation words = Invocation.of(
                "measure",
                "te",
                "--data",
                follower(),
                "--source",
                "0",
                "--target",
                "1",
                "--surrogates",
                "99",
                "--null",
                "block",
                "--block",
                "10");
        assertThat(words.exitCode()).isZero();
        assertThat(words.out())
                .contains("= 1.00000 bits", "99 surrogates (permutation of blocks of 10)", "p-value: 0.01");
    }

    /// Two columns that know nothing of each other, each a·(its last value) + noise.
    private String apart(double a) throws IOException {
        RandomGenerator random = RandomStream.of(8).generator();
        StringBuilder text = new StringBuilder("x,y\n");
        double x = 0;
        double y = 0;
        for (int t = 0; t < 1000; t++) {
            x = a * x + random.nextGaussian();
            y = a * y + random.nextGaussian();
            text.append(x).append(',').append(y).append('\n');
        }
        return file("apart" + a + ".csv", text.toString());
    }

    /// Samples of slow series are not independent: theory and permutations take them for that,
    /// shifts do not. Of transfer the past of the target takes its memory away.
    @Test
    void aTestOfIndependentSamplesWarnsOfMemory() throws IOException {
        List<String> mi = List.of("mi", "--x", "0", "--y", "1", "--estimator", "gaussian", "--data");
        assertThat(warnings(with(mi, apart(0.95)))).contains("too small: test with --surrogates 200 --null circular");
        assertThat(warnings(with(mi, apart(0.95), "--surrogates", "19"))).contains("--null circular");
        assertThat(warnings(with(mi, apart(0.95), "--surrogates", "19", "--null", "circular")))
                .isEqualTo("[]");
        assertThat(warnings(with(mi, apart(0)))).isEqualTo("[]");
        assertThat(warnings("te", "--data", apart(0.95), "--source", "0", "--target", "1", "--estimator", "gaussian"))
                .isEqualTo("[]");
    }

    /// The past of the target takes the memory of slow columns away, of a single pair and of all: not one step of two.
    @Test
    void allPairsAreJudgedAsOneIs() throws IOException {
        String[] gaussian = {"te", "--estimator", "gaussian", "--data", apart(0.95)};
        assertThat(warnings(with(List.of(gaussian), "--all"))).isEqualTo("[]");
        StringBuilder slower = new StringBuilder();
        RandomGenerator random = RandomStream.of(3).generator();
        double[] state = new double[4];
        for (int t = 0; t < 2000; t++) {
            for (int c = 0; c < 2; c++) {
                double next = 1.8 * state[c] - 0.82 * state[2 + c] + random.nextGaussian();
                state[2 + c] = state[c];
                state[c] = next;
                slower.append(next).append(c == 0 ? " " : "\n");
            }
        }
        gaussian[4] = file("slower.txt", slower.toString());
        assertThat(warnings(with(List.of(gaussian), "--source", "0", "--target", "1")))
                .contains("--null circular");
        assertThat(warnings(with(List.of(gaussian), "--all")))
                .contains("in 2 of 2 pairs with memory in both columns samples that follow each other");
        assertThat(warnings(with(List.of(gaussian), "--all", "--history", "2,2")))
                .isEqualTo("[]");
    }

    /// Trials of 10 rows with 5 values of a past, the source's 3 steps away: 10 − 7 samples each.
    @Test
    void allPairsCountTheSamplesOfOne() throws IOException {
        String file = apart(0);
        for (String options : List.of("--history 1", "--history 5,5 --lag 3 --trial-length 10")) {
            for (String estimator : List.of("gaussian", "discrete --bins 2")) {
                String[] words = ("te --data " + file + " --estimator " + estimator + " " + options).split(" ", -1);
                double samples = options.contains("lag") ? 300 : 999;
                assertThat(value(json(with(List.of(words), "--all")), "samples"))
                        .isEqualTo(samples);
                assertThat(value(json(with(List.of(words), "--source", "0", "--target", "1")), "samples"))
                        .isEqualTo(samples);
            }
        }
    }

    /// Two independent autoregressions with coefficient 0.7: p by theory takes their samples for
    /// three times as many as are free, (1 + 0.49)/(1 − 0.49), so that more of 80 are below 0.05
    /// than the 4 of a test that is right.
    @Test
    void smallPsOfFewSamplesCarryAWarning() throws IOException {
        for (int samples : new int[] {20, 50, 100}) {
            int small = 0;
            for (int seed = 0; seed < 80; seed++) {
                RandomGenerator random =
                        RandomStream.of(8).split(samples).split(seed).generator();
                StringBuilder text = new StringBuilder();
                double x = random.nextGaussian();
                double y = random.nextGaussian();
                for (int t = 0; t < samples; t++) {
                    text.append(x).append(',').append(y).append('\n');
                    x = 0.7 * x + random.nextGaussian();
                    y = 0.7 * y + random.nextGaussian();
                }
                Map<String, Object> answer = json(
                        "mi",
                        "--data",
                        file("few.csv", text.toString()),
                        "--x",
                        "0",
                        "--y",
                        "1",
                        "--estimator",
                        "gaussian");
                if (value(answer, "analytic_p_value") < 0.05) {
                    small++;
                    assertThat(answer.get("warnings")).asString().containsAnyOf("too small: test", "too few to tell");
                }
            }
            assertThat(small).as("n = %d", samples).isGreaterThan(6);
            assertThat(warnings(
                            "te", "--data", folder.resolve("few.csv").toString(), "--all", "--estimator", "gaussian"))
                    .contains((samples - 1) + " samples are too few to tell");
        }
    }

    private static String warnings(String... arguments) {
        return String.valueOf(json(arguments).get("warnings"));
    }

    /// Of all pairs the heading says that p is that of theory, and a warning where the columns remember more than
    /// their last step: here rates are held for 40.
    @Test
    void thePValuesOfAllPairsSayThatTheyAreTheory() throws IOException {
        List<String> all = List.of("measure", "te", "--all", "--data");
        StringBuilder held = new StringBuilder();
        RandomGenerator random = RandomStream.of(4).generator();
        for (int state = 0; state < 50; state++) {
            double[] rates = {0.1 + 0.8 * random.nextInt(2), 0.1 + 0.8 * random.nextInt(2)};
            for (int t = 0; t < 40; t++) {
                held.append(random.nextDouble() < rates[0] ? 1 : 0)
                        .append(random.nextDouble() < rates[1] ? " 1\n" : " 0\n");
            }
        }
        String file = file("held.txt", held.toString());
        Invocation slow = Invocation.of(with(all, file));
        assertThat(slow.out()).contains("; p by theory, for independent samples", "p (theory)");
        assertThat(slow.err()).contains("--null circular");
        Invocation shifted = Invocation.of(with(all, file, "--surrogates", "40", "--null", "circular"));
        assertThat(shifted.out()).doesNotContain("theory");
        assertThat(shifted.err()).isEmpty();
        StringBuilder coins = new StringBuilder();
        for (int t = 0; t < 500; t++) {
            coins.append(random.nextInt(2))
                    .append(' ')
                    .append(random.nextInt(2))
                    .append('\n');
        }
        assertThat(Invocation.of(with(all, file("coins.txt", coins.toString()))).err())
                .isEmpty();
    }

    @Test
    void surrogatesDependOnTheSeedOnly() throws IOException {
        String file = file("coins.txt", "0 1\n1 1\n1 0\n0 0\n1 0\n0 1\n1 1\n0 0\n1 1\n0 1\n".repeat(3));
        List<String> options = List.of("mi", "--data", file, "--x", "0", "--y", "1", "--surrogates", "50");
        Map<String, Object> alone = json(with(options, "--threads", "1"));
        assertThat(json(with(options, "--threads", "3"))).isEqualTo(alone);
        assertThat(json(with(options, "--seed", "2")).get("surrogate_mean")).isNotEqualTo(alone.get("surrogate_mean"));
    }

    private static String[] with(List<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    /// Local values of a copy of a coin: one bit at each sample.
    @Test
    void localValuesGoToAFile() throws IOException {
        String copy = file("copy.txt", "0 0\n1 1\n1 1\n0 0\n");
        for (String name : List.of("local.npy", "local.csv")) {
            String local = folder.resolve(name).toString();
            json("mi", "--data", copy, "--x", "0", "--y", "1", "--local", local);
            assertThat(MatrixFile.readVector(local)).containsExactly(new double[] {1, 1, 1, 1}, within(1e-12));
        }
    }
}
