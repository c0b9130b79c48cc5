package org.gyre.bench.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gyre.core.Team;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of case at a small size. The values were computed by `measures_scipy.py` with NumPy 2.4.6 and SciPy
/// 1.17.1; where SciPy is there, the program is asked again.
class MeasureCasesTest {
    private static Optional<ReferenceProgram> program = Optional.empty();

    @BeforeAll
    static void start() {
        program = ReferenceProgram.start();
    }

    @AfterAll
    static void stop() {
        program.ifPresent(ReferenceProgram::close);
    }

    static Stream<Arguments> small() {
        return Stream.of(
                small(NeighbourCases.information(200, 1), 1e-12, 0.18526145776993186),
                small(NeighbourCases.information(200, 3), 1e-12, 0.45785197288315516),
                small(NeighbourCases.conditional(200), 1e-12, 0.17202953436633805),
                small(NeighbourCases.transfer(200, 0), 1e-12, 0.0043083789809923445),
                small(NeighbourCases.transfer(200, 3), 1e-12, 0.0043083789809923445, 0.01137072140702955),
                small(TransferCases.discrete(500, 4), 1e-12, 0.021038921925619763, 0.05047277548701586),
                small(TransferCases.gaussian(200, 5), 1e-12, 0.05252930506130934, 0.0035784954972682193),
                // The reference searches for exponents to 1e-9.
                small(HeavyTailCases.fit(2000, 100), 1e-8, 1.6409247817466244, 0.04178132183954553),
                // A likelihood that is known to 1e-10 leaves the lognormal's parameters 1e-5 of freedom.
                small(
                        HeavyTailCases.compare(2000, 100),
                        3e-5,
                        1.6409247817466244,
                        16.80946651026392,
                        -7.476071432621071),
                small(HeavyTailCases.search(2000, 30), 1e-8, 1.0, 1.7477631498684127, 0.06104860498676051),
                // Least squares of the reference end at 1e-8 of the residual.
                small(
                        BranchingCases.regression(5000, 60),
                        1e-5,
                        0.8983941224728332,
                        9.82418636372608,
                        9.195719270058815),
                small(
                        DecompositionCases.sharedExclusions(2, 50),
                        1e-12,
                        0.12428877682092476,
                        0.13430255043903988,
                        0.19513946069515054,
                        0.6112035639615273),
                small(
                        DecompositionCases.sharedExclusions(3, 50),
                        1e-12,
                        -0.013322684329099669,
                        -0.008004698519259383,
                        0.006141267645233123,
                        0.021829469855260405,
                        0.024905224353482327,
                        0.03334021982509121,
                        0.04790130557714802,
                        0.052327717428051146,
                        0.05326170395803377,
                        0.06367359451042523,
                        0.07303163292448206,
                        0.07354881127068791,
                        0.07909600368055902,
                        0.08866540680783697,
                        0.09051939168511053,
                        0.09701975488006127,
                        0.11492729428740867,
                        0.13039364648385604),
                // The barrier of the reference ends at 1e-11.
                small(
                        DecompositionCases.unique(3),
                        1e-9,
                        0.0548032076304951,
                        0.052805371152520486,
                        0.05700966272787733));
    }

    private static Arguments small(MeasureCase which, double tolerance, double... values) {
        return Arguments.of(which.title(), which, tolerance, values);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("small")
    void valuesAreThoseOfTheReference(String title, MeasureCase which, double tolerance, double[] values) {
        assertThat(which.work().get().run(Team.alone())).containsExactly(values, within(tolerance));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("small")
    void theProgramStillGivesTheseValues(String title, MeasureCase which, double tolerance, double[] values) {
        assumeTrue(program.isPresent(), "skipped: no python3 with NumPy and SciPy");
        ReferenceProgram.Timing timing = program.orElseThrow().time(which);
        assertThat(timing.values()).containsExactly(values, within(tolerance));
        assertThat(timing.cpu()).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("small")
    void twoThreadsGiveTheSameBits(String title, MeasureCase which, double tolerance, double[] values) {
        MeasureCase.Work work = which.work().get();
        try (Team two = Team.of(2)) {
            assertThat(work.run(two)).containsExactly(work.run(Team.alone()));
        }
    }

    @Test
    void everyCaseHasATimeThatWasMeasuredElsewhereAndATitleOfItsOwn() {
        List<MeasureCase> all = MeasuresBenchmark.all();
        assertThat(all).allSatisfy(which -> assertThat(which.quotes()).isNotEmpty());
        assertThat(all.stream().map(MeasureCase::title)).doesNotHaveDuplicates();
    }
}
