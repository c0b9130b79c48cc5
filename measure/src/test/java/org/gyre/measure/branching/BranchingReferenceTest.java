package org.gyre.measure.branching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The example data of mrestimator: ten trials of a simulated branching process with m = 0.995, whole
/// and seen with p = 0.1. Values of r_k, τ and offsets come from our own NumPy sums and SciPy's
/// `curve_fit` of the same definitions.
class BranchingReferenceTest {
    private static final double TRUTH = 0.995;

    private static double[][] trials(boolean subsampled) {
        Path file = Path.of(
                System.getProperty("gyre.shared", "../../shared"),
                "data",
                "branching",
                "mrestimator-getting-started-data.zip");
        Assumptions.assumeTrue(Files.exists(file), "no reference data: set -Dgyre.shared");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (!subsampled) {
                return columns(zip, "data/full.tsv");
            }
            double[][] trials = new double[10][];
            for (int i = 0; i < trials.length; i++) {
                trials[i] = columns(zip, "data/sub_0" + i + ".tsv")[0];
            }
            return trials;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[][] columns(ZipFile zip, String name) throws IOException {
        ZipEntry entry = Objects.requireNonNull(zip.getEntry(name), name);
        String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.US_ASCII);
        List<String[]> rows = new ArrayList<>();
        text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .forEach(line -> rows.add(line.strip().split("\\s+")));
        double[][] columns = new double[rows.getFirst().length][rows.size()];
        for (int t = 0; t < rows.size(); t++) {
            for (int i = 0; i < columns.length; i++) {
                columns[i][t] = Double.parseDouble(rows.get(t)[i]);
            }
        }
        return columns;
    }

    private static void check(
            boolean subsampled,
            CoefficientKind kind,
            double first,
            double tenth,
            double last,
            double tau,
            double tauWithOffset,
            double offset) {
        Coefficients r = Coefficients.of(trials(subsampled), 500, kind);
        assertThat(r.at(1)).isCloseTo(first, within(1e-8));
        assertThat(r.at(10)).isCloseTo(tenth, within(1e-8));
        assertThat(r.at(500)).isCloseTo(last, within(1e-8));
        assertThat(DecayForm.EXPONENTIAL.fit(r).timeConstant()).isCloseTo(tau, within(1e-3));
        DecayFit withOffset = DecayForm.EXPONENTIAL_OFFSET.fit(r);
        assertThat(withOffset.timeConstant()).isCloseTo(tauWithOffset, within(1e-3));
        assertThat(withOffset.parameter("offset")).isCloseTo(offset, within(1e-5));
    }

    @Test
    void coefficientsAndFitsOfTheWholeProcessAgree() {
        check(false, CoefficientKind.TRIAL_SEPARATED, 0.99669144, 0.95273745, 0.06854322, 168.2981, 167.7172, 0.00122);
        check(false, CoefficientKind.STATIONARY_MEAN, 0.99700866, 0.95724780, 0.09064597, 190.4351, 189.4834, 0.00189);
    }

    @Test
    void coefficientsAndFitsOfTheSubsampledProcessAgree() {
        check(true, CoefficientKind.TRIAL_SEPARATED, 0.94537909, 0.90469279, 0.06545178, 168.4526, 168.8422, -0.00078);
        check(true, CoefficientKind.STATIONARY_MEAN, 0.95025682, 0.91313701, 0.08670421, 190.2035, 190.5308, -0.00062);
    }

    /// τ = −1/log 0.995 = 199.5 bins; ten trials of 50 time constants each. Seen in part, one lag
    /// reads m = 0.95.
    @Test
    void multistepRegressionFindsTheTruthAlsoWhereATenthIsSeen() {
        for (boolean subsampled : new boolean[] {false, true}) {
            BranchingAnalysis analysis = BranchingAnalysis.of(
                    trials(subsampled),
                    BranchingSettings.DEFAULT.withLags(500).withKind(CoefficientKind.STATIONARY_MEAN),
                    RandomStream.of(1));
            assertThat(analysis.fits().getFirst().m()).isCloseTo(TRUTH, within(5e-4));
            BranchingInterval interval = analysis.interval().orElseThrow();
            assertThat(interval.overTrials()).isTrue();
            assertThat(interval.mLow()).isLessThan(TRUTH);
            assertThat(interval.mHigh()).isGreaterThan(TRUTH);
            if (subsampled) {
                assertThat(analysis.naive().regression()).isLessThan(0.96);
            }
        }
    }
}
