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
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Cells without a number: rejected, dropped with their row, or masked with every history that
/// touches them.
class MissingValuesTest {
    private static final int ROWS = 300;

    /// Rows with a gap in column 0 or 1, two of them side by side, and the first and the last.
    private static final List<Integer> GAPS = List.of(0, 17, 60, 61, 120, 200, 203, 299);

    @TempDir
    Path folder;

    /// Column 1 follows column 0 a step later; column 2 is noise.
    private static double[][] series(boolean whole) {
        SplittableRandom random = new SplittableRandom(16);
        double[][] rows = new double[ROWS][3];
        for (int t = 0; t < ROWS; t++) {
            for (int c = 0; c < 3; c++) {
                rows[t][c] = whole ? random.nextInt(3) : random.nextGaussian();
            }
            if (t > 0 && (!whole || random.nextInt(4) > 0)) {
                rows[t][1] = whole ? rows[t - 1][0] : 0.6 * rows[t - 1][0] + 0.3 * rows[t - 1][1] + rows[t][1];
            }
        }
        return rows;
    }

    private static double[][] withGaps(double[][] rows) {
        double[][] gappy = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
        for (int k = 0; k < GAPS.size(); k++) {
            gappy[GAPS.get(k)][k % 2] = Double.NaN;
        }
        return gappy;
    }

    private String file(String name, List<double[]> rows, String missing) throws IOException {
        StringBuilder text = new StringBuilder();
        for (double[] row : rows) {
            for (int c = 0; c < row.length; c++) {
                text.append(c > 0 ? "," : "").append(Double.isNaN(row[c]) ? missing : Double.toString(row[c]));
            }
            text.append('\n');
        }
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private static Invocation call(String... arguments) {
        List<String> all = new ArrayList<>(List.of("measure"));
        all.addAll(List.of(arguments));
        return Invocation.of(all.toArray(String[]::new));
    }

    private static String[] with(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Map<String, Object> json(String... arguments) {
        Invocation call = call(with(arguments, "--json"));
        assertThat(call.exitCode()).as(call.err()).isZero();
        return JsonText.parse(call.out());
    }

    private static double number(Map<String, Object> answer, String key) {
        return ((Number) Objects.requireNonNull(answer.get(key), key)).doubleValue();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> missing(Map<String, Object> answer) {
        return (Map<String, Object>) Objects.requireNonNull(answer.get("missing"));
    }

    private static void requireRefusal(String part, String... arguments) {
        Invocation call = call(arguments);
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains(part).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "te --source 0 --target 1 --history 2,1 --surrogates 19 | mask",
                "te --source 0 --target 1 --estimator gaussian --surrogates 9 --null circular --least-shift 3 | mask",
                "ais --x 1 --history 2 --estimator ordinal | mask",
                "predictive --x 0 --past 2 --future 2 | mask",
                "te --all --estimator gaussian | mask",
                "mi --x 0 --y 1 --surrogates 19 | drop",
                "cmi --x 0 --y 1 --z 2 --estimator ksg2 | mask",
                "o-information --x 0,1,2 --estimator copula | drop",
                "entropy --x 0,1 | drop",
                "pid --sources 0,2 --target 1 --redundancy mmi --estimator gaussian --surrogates 39 | drop"
            })
    void whereNothingIsMissingEveryPolicyPrintsTheSameBytes(String measure, String policy) throws IOException {
        String file = file("whole.csv", List.of(series(false)), "");
        String[] words = (measure + " --data " + file).split(" ", -1);
        assertThat(call(words).exitCode()).isZero();
        assertThat(call(with(words, "--missing", policy))).isEqualTo(call(words));
        Map<String, Object> answer = json(with(words, "--missing", policy));
        assertThat(missing(answer)).containsEntry("incomplete_rows", 0).containsEntry("samples_left_out", 0);
        answer.remove("missing");
        assertThat(answer).isEqualTo(json(words));
    }

    /// The samples of a transfer entropy with k = 2, l = 1, written as rows by the test itself: the
    /// source's value, the target's next, and the target's two last. Their conditional information is
    /// the transfer entropy.
    @ParameterizedTest
    @ValueSource(strings = {"discrete", "gaussian", "copula", "ksg1 --no-normalise", "ksg2 --no-normalise"})
    void aMaskedTransferEntropyIsThatOfTheSamplesThatTouchNoGap(String estimator) throws IOException {
        double[][] rows = withGaps(series(estimator.equals("discrete")));
        List<double[]> embedded = embedded(rows);
        String[] test = ("--surrogates 30 --seed 5 --estimator " + estimator).split(" ", -1);
        Map<String, Object> masked = json(with(
                "te --missing mask --source 0 --target 1 --history 2,1".split(" ", -1),
                with(test, "--data", file("gappy.csv", List.of(rows), "nan"))));
        Map<String, Object> expected = json(with(
                "cmi --x 0 --y 1 --z 2,3".split(" ", -1), with(test, "--data", file("embedded.csv", embedded, ""))));
        assertThat(masked).containsEntry("samples", embedded.size());
        for (String key : List.of("value", "surrogate_mean", "surrogate_standard_deviation", "p_value")) {
            assertThat(number(masked, key)).as(key).isCloseTo(number(expected, key), within(1e-12));
        }
        assertThat(missing(masked))
                .containsEntry("policy", "mask")
                .containsEntry("rows", ROWS)
                .containsEntry("incomplete_rows", GAPS.size())
                .containsEntry("samples_left_out", ROWS - 2 - embedded.size());
    }

    private static List<double[]> embedded(double[][] rows) {
        List<double[]> embedded = new ArrayList<>();
        for (int t = 1; t + 1 < ROWS; t++) {
            boolean complete = true;
            for (int step = t - 1; step <= t + 1; step++) {
                complete &= !GAPS.contains(step);
            }
            if (complete) {
                embedded.add(new double[] {rows[t][0], rows[t + 1][1], rows[t][1], rows[t - 1][1]});
            }
        }
        return embedded;
    }

    /// Rows 201 and 202 stand alone between gaps, too few for a sample. The others are scaled here,
    /// to mean 0 and standard deviation 1 with divisor n − 1.
    @ParameterizedTest
    @ValueSource(strings = {"ksg1", "ksg2"})
    void theScaleIsThatOfRowsWithSamples(String estimator) throws IOException {
        double[][] rows = withGaps(series(false));
        rows[201] = new double[] {1e3, -20, 0};
        rows[202] = new double[] {-50, 7e4, 0};
        double[][] scaled = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
        for (int column = 0; column < 2; column++) {
            int c = column;
            double[] used = IntStream.range(0, ROWS)
                    .filter(t -> !GAPS.contains(t) && t != 201 && t != 202)
                    .mapToDouble(t -> rows[t][c])
                    .toArray();
            double mean = Arrays.stream(used).sum() / used.length;
            double squares =
                    Arrays.stream(used).map(v -> (v - mean) * (v - mean)).sum();
            double deviation = Math.sqrt(squares / (used.length - 1));
            for (double[] row : scaled) {
                row[c] = (row[c] - mean) / deviation;
            }
        }
        String[] words = {"--surrogates", "9", "--estimator", estimator, "--data"};
        Map<String, Object> masked = json(with(
                "te --missing mask --source 0 --target 1 --history 2,1".split(" ", -1),
                with(words, file("gappy.csv", List.of(rows), "nan"))));
        Map<String, Object> expected = json(with(
                "cmi --x 0 --y 1 --z 2,3 --no-normalise".split(" ", -1),
                with(words, file("embedded.csv", embedded(scaled), ""))));
        for (String key : List.of("value", "surrogate_mean", "p_value")) {
            assertThat(number(masked, key)).as(key).isCloseTo(number(expected, key), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "te --source 0 --target 1 --history 2,1 --bins 4",
                "te --source 0 --target 1 --history 2,1 --bins 4 --binning mass",
                "te --source 0 --target 1 --history 2,1 --estimator copula",
                "te --source 0,2 --target 1 --history 2,1 --estimator ksg1 --noise 1e-8 --surrogates 9",
                "te --all --history 2,1 --estimator ksg2",
                "ais --x 0 --history 2 --estimator ksg1",
                "predictive --x 0 --past 1 --future 2 --bins 3",
                "mi --x 0 --y 1 --estimator ordinal --order 3"
            })
    void rowsWithoutASampleChangeNothing(String measure) throws IOException {
        double[][] rows = withGaps(series(false));
        rows[200][0] = Double.NaN;
        rows[203][0] = Double.NaN;
        String[] words = (measure + " --missing mask --json --data").split(" ", -1);
        Invocation before = call(with(words, file("gappy.csv", List.of(rows), "")));
        rows[201] = new double[] {1e3, -20, 0};
        rows[202] = new double[] {-50, 7e4, 0};
        assertThat(before.exitCode()).as(before.err()).isZero();
        assertThat(call(with(words, file("gappy.csv", List.of(rows), "")))).isEqualTo(before);
    }

    /// Storage with two past values every second step: samples reach over five rows.
    @Test
    void aMaskedStorageIsThatOfTheSamplesThatTouchNoGap() throws IOException {
        double[][] rows = withGaps(series(false));
        List<double[]> embedded = new ArrayList<>();
        for (int t = 2; t + 1 < ROWS; t++) {
            boolean complete = true;
            for (int step = t - 2; step <= t + 1; step++) {
                complete &= !Double.isNaN(rows[step][1]);
            }
            if (complete) {
                embedded.add(new double[] {rows[t - 2][1], rows[t][1], rows[t + 1][1]});
            }
        }
        Map<String, Object> masked = json(
                "ais",
                "--missing",
                "mask",
                "--x",
                "1",
                "--history",
                "2",
                "--stride",
                "2",
                "--estimator",
                "gaussian",
                "--data",
                file("gappy.csv", List.of(rows), ""));
        Map<String, Object> expected = json(
                "mi",
                "--x",
                "0,1",
                "--y",
                "2",
                "--estimator",
                "gaussian",
                "--data",
                file("embedded.csv", embedded, ""));
        assertThat(masked).containsEntry("samples", embedded.size());
        assertThat(number(masked, "value")).isCloseTo(number(expected, "value"), within(1e-12));
    }

    /// An ordinal pattern reaches over several rows too.
    @Test
    void aPatternThatTouchesAGapIsLeftOut() throws IOException {
        double[][] rows = withGaps(series(false));
        int patterns = 0;
        for (int t = 0; t + 2 < ROWS; t++) {
            patterns += GAPS.contains(t) || GAPS.contains(t + 1) || GAPS.contains(t + 2) ? 0 : 1;
        }
        assertThat(json(
                        "mi",
                        "--missing",
                        "mask",
                        "--x",
                        "0",
                        "--y",
                        "1",
                        "--estimator",
                        "ordinal",
                        "--data",
                        file("gappy.csv", List.of(rows), "NA")))
                .containsEntry("samples", patterns);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mi --x 0 --y 1 --surrogates 19 | ''",
                "mi --x 0 --y 1 --estimator gaussian | nan",
                "cmi --x 0 --y 1 --z 2 --estimator ksg1 | -inf",
                "o-information --x 0,1,2 --estimator gaussian | NA",
                "entropy --x 0,1 --estimator gaussian | inf"
            })
    void droppedRowsAreAsIfTheyHadNeverBeen(String measure, String missing) throws IOException {
        double[][] rows = withGaps(series(false));
        List<double[]> complete = Arrays.stream(rows)
                .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
                .toList();
        String[] words = measure.split(" ", -1);
        Map<String, Object> dropped =
                json(with(words, "--missing", "drop", "--data", file("gappy.csv", List.of(rows), missing)));
        assertThat(missing(dropped)).containsEntry("samples_left_out", GAPS.size());
        dropped.remove("missing");
        assertThat(dropped).isEqualTo(json(with(words, "--data", file("complete.csv", complete, ""))));
    }

    @Test
    void decompositionsDropRowsToo() throws IOException {
        double[][] rows = withGaps(series(true));
        List<double[]> complete = Arrays.stream(rows)
                .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
                .toList();
        String[] words = "pid --sources 0,2 --target 1 --redundancy imin --surrogates 39".split(" ", -1);
        Map<String, Object> dropped =
                json(with(words, "--missing", "drop", "--data", file("gappy.csv", List.of(rows), "")));
        assertThat(missing(dropped)).containsEntry("incomplete_rows", GAPS.size());
        dropped.remove("missing");
        assertThat(dropped).isEqualTo(json(with(words, "--data", file("complete.csv", complete, ""))));
        assertThat(call(with(
                                words,
                                "--missing",
                                "drop",
                                "--data",
                                folder.resolve("gappy.csv").toString()))
                        .out())
                .contains("8 of 300 rows hold no number in a column that is measured and were dropped");
        requireRefusal("choose --missing drop", with(words, "--missing", "mask", "--data", "gappy.csv"));
    }

    @Test
    void theNumberOfSamplesLeftOutIsSaid() throws IOException {
        String gappy = file("gappy.csv", List.of(withGaps(series(false))), "");
        assertThat(call("te", "--missing", "mask", "--source", "0", "--target", "1", "--data", gappy)
                        .out())
                .contains("8 of 300 rows hold no number in a column that is measured: 13 samples that touch them were"
                        + " left out");
        assertThat(call("mi", "--missing", "drop", "--x", "0", "--y", "1", "--data", gappy)
                        .out())
                .contains("8 of 300 rows hold no number in a column that is measured and were dropped");
    }

    @Test
    void aGapInAColumnThatIsNotMeasuredLeavesNothingOut() throws IOException {
        double[][] rows = series(false);
        rows[5][2] = Double.NaN;
        String gappy = file("gappy.csv", List.of(rows), "");
        Map<String, Object> answer = json("mi", "--missing", "drop", "--x", "0", "--y", "1", "--data", gappy);
        assertThat(missing(answer)).containsEntry("incomplete_rows", 0);
        assertThat(answer).containsEntry("samples", ROWS);
    }

    /// Thirty gaps within 301 rows: of the 300 pairs of neighbours each gap touches two.
    @ParameterizedTest
    @ValueSource(strings = {"NA", ""})
    void aColumnOfItsOwnHasGapsToo(String missing) throws IOException {
        List<double[]> rows = new ArrayList<>();
        for (int t = 0; t < ROWS; t++) {
            rows.add(new double[] {t % 10 == 0 ? Double.NaN : t % 3 % 2});
        }
        rows.addFirst(new double[] {1});
        String gappy = file("one.csv", rows, missing);
        Map<String, Object> answer = json("ais", "--missing", "mask", "--x", "0", "--data", gappy);
        assertThat(missing(answer)).containsEntry("rows", ROWS + 1).containsEntry("incomplete_rows", 30);
        assertThat(answer).containsEntry("samples", ROWS - 2 * 30);
        requireRefusal("line 2, column 1", "ais", "--x", "0", "--data", gappy);
    }

    @Test
    void binaryFilesHaveGapsToo() throws IOException {
        double[] values = {1, 0, 0, Double.NaN, 1, 1, Double.POSITIVE_INFINITY, 1, 0, 0, 1, 1};
        Path file = folder.resolve("gappy.npy");
        Files.write(file, NpyWriter.toBytes(NpyArray.of(values, 6, 2)));
        assertThat(json("mi", "--missing", "drop", "--x", "0", "--y", "1", "--data", file.toString()))
                .containsEntry("samples", 4);
        requireRefusal(
                "row 2, column 2 is NaN, not a finite number; remove the row or fill in a number; or see --missing drop",
                "mi",
                "--x",
                "0",
                "--y",
                "1",
                "--data",
                file.toString());
    }

    @Test
    void aFileThatIsBrokenOtherwiseIsNotSentToThePolicies() throws IOException {
        Path file = folder.resolve("ragged.csv");
        Files.writeString(file, "1,2\nnan,3\n4\n");
        Invocation call = call("mi", "--x", "0", "--y", "1", "--data", file.toString());
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains("ragged.csv").doesNotContain("--missing");
    }

    /// The row in a message is that of the file, not of what is left of it.
    @Test
    void messagesNameRowsOfTheFile() throws IOException {
        double[][] rows = withGaps(series(true));
        rows[100][0] = 0.5;
        requireRefusal(
                "row 101, column 1: 0.5",
                "mi",
                "--estimator",
                "discrete",
                "--missing",
                "drop",
                "--x",
                "0",
                "--y",
                "1",
                "--data",
                file("gappy.csv", List.of(rows), ""));
    }

    @Test
    void whatHasNoMeaningIsRefused() throws IOException {
        String gappy = file("gappy.csv", List.of(withGaps(series(false))), "");
        requireRefusal(
                "choose --missing mask", "te", "--missing", "drop", "--source", "0", "--target", "1", "--data", gappy);
        requireRefusal("choose --missing mask", "ais", "--missing", "drop", "--x", "0", "--data", gappy);
        requireRefusal("choose --missing mask", "predictive", "--missing", "drop", "--x", "0", "--data", gappy);
        String[] pair = {"mi", "--x", "0", "--y", "1", "--data", gappy};
        requireRefusal("choose --missing mask", with(pair, "--missing", "drop", "--estimator", "ordinal"));
        requireRefusal("choose --missing mask", with(pair, "--missing", "drop", "--theiler", "3"));
        requireRefusal(
                "choose --missing mask", with(pair, "--missing", "drop", "--surrogates", "9", "--null", "circular"));
        requireRefusal("--theiler 3: counts steps", with(pair, "--missing", "mask", "--theiler", "3"));
        requireRefusal(
                "--local: would not tell",
                with(
                        pair,
                        "--missing",
                        "mask",
                        "--local",
                        folder.resolve("local.csv").toString()));
    }

    /// Rows 201 and 202 are one sample of a transfer, which has no shift, and fewer than a block of 10: as if they were
    /// missing too.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "te --source 0 --target 1 --null circular | 1",
                "te --all --null circular | 1",
                "te --source 0 --target 1 --null block --block 1 | 1",
                "mi --x 0 --y 1 --null block --block 10 | 2",
                "pid --sources 0,2 --target 1 --redundancy mmi --null circular --least-shift 8 | 2"
            })
    void piecesTooShortToBeShuffledAreLeftOut(String measure, int samples) throws IOException {
        double[][] rows = withGaps(series(true));
        String[] words = (measure + " --surrogates 39 --missing mask").split(" ", -1);
        Map<String, Object> found = json(with(words, "--data", file("gappy.csv", List.of(rows), "")));
        assertThat(missing(found)).containsEntry("samples_not_shuffled", samples);
        assertThat(call(with(words, "--data", folder.resolve("gappy.csv").toString()))
                        .out())
                .contains("were left out, and " + samples + " in pieces too short for surrogates to shuffle");
        rows[201][0] = Double.NaN;
        rows[202][0] = Double.NaN;
        Map<String, Object> without = json(with(words, "--data", file("gappier.csv", List.of(rows), "")));
        found.remove("missing");
        without.remove("missing");
        assertThat(found).isEqualTo(without);
    }

    /// The longest piece, rows 204 to 298, has 95 samples: it is shifted by 47, and cut into blocks of 94.
    @Test
    void whereNoPieceCanBeShuffledTheRemedyWorks() throws IOException {
        String[] words = with(
                "mi --x 0 --y 1 --estimator gaussian --missing mask --surrogates 2 --null".split(" ", -1),
                "circular",
                "--data",
                file("gappy.csv", List.of(withGaps(series(false))), ""));
        requireRefusal("take a --least-shift of at most 47; or --null permutation", with(words, "--least-shift", "48"));
        assertThat(call(with(words, "--least-shift", "47")).exitCode()).isZero();
        words[Arrays.asList(words).indexOf("circular")] = "block";
        requireRefusal("take a --block of at most 94; or --null permutation", with(words, "--block", "95"));
        assertThat(call(with(words, "--block", "94")).exitCode()).isZero();
        List<double[]> single = new ArrayList<>();
        for (int t = 0; t < 60; t++) {
            single.add(new double[] {t % 3 == 0 ? t : Double.NaN, t * t % 7, t % 5});
        }
        String alone = file("single.csv", single, "");
        String[] shifted = {"--surrogates", "9", "--null", "circular", "--data", alone};
        String[] pair = "mi --missing mask --x 0 --y 1 --estimator gaussian".split(" ", -1);
        requireRefusal("least 1; --null permutation mixes the pieces", with(pair, shifted));
        assertThat(call(with(pair, "--surrogates", "9", "--data", alone)).exitCode())
                .isZero();
        String[] atoms = "pid --sources 0,2 --target 1 --missing".split(" ", -1);
        requireRefusal("choose --missing mask", with(atoms, with(new String[] {"drop"}, shifted)));
        requireRefusal("least 1; --null permutation", with(atoms, with(new String[] {"mask"}, shifted)));
        requireRefusal("choose --missing drop", with(atoms, "mask", "--surrogates", "9", "--data", alone));
        assertThat(call(with(atoms, "drop", "--surrogates", "9", "--data", alone))
                        .exitCode())
                .isZero();
    }

    /// The total of a decomposition is the information of all sources, and its surrogates are those of `mi` with the
    /// target first.
    @Test
    void aDecompositionIsShiftedWithinPieces() throws IOException {
        String gappy = file("gappy.csv", List.of(withGaps(series(true))), "");
        String[] test = "--missing mask --surrogates 39 --null circular --seed 3 --data".split(" ", -1);
        Map<String, Object> atoms =
                json(with("pid --sources 0,2 --target 1 --redundancy imin".split(" ", -1), with(test, gappy)));
        Map<String, Object> information = json(with("mi --x 1 --y 0,2".split(" ", -1), with(test, gappy)));
        assertThat(number(atoms, "total")).isCloseTo(number(information, "value"), within(1e-12));
        assertThat(number(atoms, "p_value")).isEqualTo(number(information, "p_value"));
    }

    @Test
    void blocksWithinATrialOfTheFileMustChangePlacesToo() throws IOException {
        String whole = file("whole.csv", List.of(series(false)), "");
        String[] words = "mi --x 0 --y 1 --estimator gaussian --surrogates 9 --null block --block 10 --trial-length"
                .split(" ", -1);
        requireRefusal("a trial of 10 samples is not longer than a block of 10", with(words, "10", "--data", whole));
        assertThat(call(with(words, "20", "--data", whole)).exitCode()).isZero();
    }

    @Test
    void tooFewSamplesAreRefused() throws IOException {
        List<double[]> rows = new ArrayList<>();
        for (int t = 0; t < 40; t++) {
            rows.add(new double[] {t % 2 == 0 ? Double.NaN : t, t});
        }
        String gappy = file("gappy.csv", rows, "");
        requireRefusal(
                "too short to look at", "te", "--missing", "mask", "--source", "0", "--target", "1", "--data", gappy);
        rows.replaceAll(row -> new double[] {Double.NaN, 1});
        requireRefusal(
                "nothing is left",
                "mi",
                "--missing",
                "drop",
                "--x",
                "0",
                "--y",
                "1",
                "--data",
                file("empty.csv", rows, ""));
    }
}
