package org.gyre.lab.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.data.recording.Recording;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingSurveyTest {
    private static final Duration AMPLE = Duration.ofHours(1);

    private static SurveySettings settings(String... sections) {
        return new SurveySettings(0.004, 99, 1, AMPLE, List.of(sections));
    }

    private static Survey survey(Recording recording, SurveySettings settings, int threads) {
        try (Team team = Team.of(threads)) {
            return new RecordingSurvey()
                    .of(new Subject(recording, settings, team, threads), 0, SurveyListener.NONE, () -> false);
        }
    }

    private static RecordingSource source(Recording recording) {
        return new RecordingSource("somewhere/some file.csv", 12, "ab12", List.of("--clock", "1000"), recording);
    }

    private static String page(Survey survey) {
        return SurveyArticle.of(source(survey.subject().recording()), survey).html();
    }

    private static Findings findings(Survey survey, String section) {
        return survey.done().stream()
                .filter(done -> done.section().id().equals(section))
                .findFirst()
                .orElseThrow()
                .findings();
    }

    private static double number(Survey survey, String section, String key) {
        return findings(survey, section).numbers().get(key) instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }

    /// Under the null of every test a false discovery rate of 5 % lets through anything in one of twenty
    /// recordings; of three recordings with three families of tests each, two or more do so with probability 7 %.
    @Test
    void independentUnitsAreNotFoundToBeRelated() {
        int recordingsWithFindings = 0;
        for (long seed = 1; seed <= 3; seed++) {
            Survey survey = survey(
                    SyntheticRecordings.independent(6, 60_000, 0.03, seed),
                    settings("correlations", "transfer", "storage"),
                    2);
            assertThat(number(survey, "transfer", "pairs")).isEqualTo(30);
            recordingsWithFindings += number(survey, "correlations", "significant_pairs") > 0 ? 1 : 0;
            recordingsWithFindings += number(survey, "transfer", "significant_pairs") > 0 ? 1 : 0;
            recordingsWithFindings += number(survey, "storage", "significant_units") > 0 ? 1 : 0;
        }
        assertThat(recordingsWithFindings).isLessThanOrEqualTo(1);
    }

    private static double last(Survey survey, String section, String key) {
        return findings(survey, section).numbers().get(key) instanceof double[] values
                ? values[values.length - 1]
                : Double.NaN;
    }

    /// Closed forms: of two coins and their exclusive or TC = 1, DTC = 2 and Ω = −1 bit; of three copies of a unit with
    /// entropy h TC = 2h, DTC = h and Ω = h.
    @Test
    void synergyAndRedundancyAreToldApart() {
        int bins = 20_000;
        Survey synergy = survey(SyntheticRecordings.exclusiveOr(bins, 1), settings("shared"), 2);
        assertThat(last(synergy, "shared", "total_correlation_bits")).isEqualTo(1, within(1e-3));
        assertThat(last(synergy, "shared", "dual_total_correlation_bits")).isEqualTo(2, within(1e-3));
        assertThat(last(synergy, "shared", "o_information_bits")).isEqualTo(-1, within(1e-3));
        assertThat(number(synergy, "shared", "p")).isEqualTo(0.01);
        assertThat(findings(synergy, "shared").summary()).contains("synergy prevails");
        long[] one = SyntheticRecordings.inBins(bins, bin -> bin * 2_654_435_761L % 97 < 20);
        double h = Unit.BITS.fromNats(-20 / 97.0 * Math.log(20 / 97.0) - 77 / 97.0 * Math.log(77 / 97.0));
        Survey redundancy = survey(SyntheticRecordings.of(4L * bins, one, one, one), settings("shared"), 2);
        assertThat(last(redundancy, "shared", "total_correlation_bits")).isEqualTo(2 * h, within(0.01));
        assertThat(last(redundancy, "shared", "o_information_bits")).isEqualTo(h, within(0.01));
        assertThat(findings(redundancy, "shared").summary()).contains("redundancy prevails");
        Survey nothing = survey(SyntheticRecordings.independent(4, 100_000, 0.03, 2), settings("shared"), 2);
        assertThat(findings(nothing, "shared").summary()).contains("neither");
    }

    /// Avalanches of 4 to 8 bins with two spikes in each: the height does not grow, and the flat shape is common to
    /// all.
    @Test
    void flatAvalanchesCollapseWithExponentZero() {
        int period = 12;
        int bins = 300 * period;
        long[] spikes = SyntheticRecordings.inBins(bins, bin -> bin > 0 && bin % period < 4 + bin / period % 5);
        Survey survey = survey(SyntheticRecordings.of(4L * bins, spikes, spikes), settings("shapes"), 1);
        assertThat(number(survey, "shapes", "exponent")).isEqualTo(0, within(1e-6));
        assertThat(number(survey, "shapes", "relative_variance")).isEqualTo(0, within(1e-12));
        assertThat(number(survey, "shapes", "durations")).isEqualTo(5);
        assertThat(page(survey)).contains("Mean profiles, rescaled");
        Survey single = survey(SyntheticRecordings.of(4_000, new long[] {4, 400}), settings("shapes"), 1);
        assertThat(single.omitted().stream().map(Survey.Omitted::reason))
                .anyMatch(reason -> reason.contains("shape collapse needs 3"));
    }

    @Test
    void theTransferOfADrivenPairHasItsDirection() {
        Survey survey = survey(SyntheticRecordings.driven(100_000, 0.02, 1), settings("transfer", "correlations"), 2);
        assertThat(number(survey, "transfer", "significant_pairs")).isEqualTo(1);
        assertThat(findings(survey, "transfer").numbers().get("links"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .satisfies(link -> {
                    assertThat(link.get("source")).isEqualTo("u0");
                    assertThat(link.get("target")).isEqualTo("u1");
                });
        assertThat(number(survey, "correlations", "significant_pairs")).isEqualTo(1);
    }

    /// The process has r_k = m^k. Six simulations of 60,000 bins, fitted by SciPy, gave m with a standard deviation of
    /// 0.004 and r1 with one of 0.002; with thrice the bins both are smaller by √3.
    @Test
    void theBranchingRatioOfABranchingProcessIsFound() {
        Survey survey = survey(SyntheticRecordings.branching(180_000, 0.98, 0.1, 2), settings("branching"), 1);
        assertThat(number(survey, "branching", "m")).isCloseTo(0.98, within(0.009));
        assertThat(number(survey, "branching", "r1")).isCloseTo(0.98, within(0.005));
    }

    /// By hand: bins of 4 ms from the first spike at 3 ms are [3, 7), [7, 11), …; the spikes at 3, 7 and 10 make an
    /// avalanche of two bins and three spikes, those at 19 and 19 one of a bin and two spikes.
    @Test
    void avalanchesAreCountedFromTheFirstSpikeOn() {
        Survey survey = survey(
                SyntheticRecordings.of(30, new long[] {3, 10, 19}, new long[] {7, 19}), settings("avalanches"), 1);
        assertThat(survey.subject().bins()).isEqualTo(7);
        assertThat(number(survey, "avalanches", "avalanches")).isEqualTo(2);
        assertThat(number(survey, "avalanches", "largest_size")).isEqualTo(3);
        assertThat(number(survey, "avalanches", "longest_duration")).isEqualTo(2);
        assertThat(findings(survey, "avalanches").warnings()).anyMatch(warning -> warning.contains("no law"));
    }

    @Test
    void theMeanIntervalCanBeTheBin() {
        Recording recording = SyntheticRecordings.of(101, new long[] {0, 40, 100}, new long[] {20, 80, 90});
        Survey survey = survey(recording, new SurveySettings(0, 99, 1, AMPLE, List.of("avalanches")), 1);
        assertThat(survey.subject().ticksPerBin()).isEqualTo(20);
        assertThat(page(survey)).contains("--bin mean-isi");
    }

    @Test
    void theWordsForTheHalvesFollowTheirNumbers() {
        assertThat(halves(1, 3)).startsWith("The two halves of the recording have 1 and 3 spikes, too few");
        assertThat(halves(500, 500)).isEqualTo("The two halves of the recording have about as many spikes (ratio 1).");
        assertThat(halves(500, 650)).startsWith("The activity rises a little: the second half has 1.3 times");
        assertThat(halves(500, 200)).startsWith("The activity falls: the second half has 0.4");
    }

    /// What is said of a recording with so many spikes in its halves.
    private static String halves(int first, int second) {
        long[] train = new long[first + second];
        for (int k = 0; k < train.length; k++) {
            train[k] = k < first ? k : 4000 + k;
        }
        Survey survey = survey(
                SyntheticRecordings.of(8000, train),
                new SurveySettings(0.004, 19, 1, Duration.ofMinutes(1), List.of("raster")),
                1);
        return findings(survey, "raster").summary();
    }

    static Stream<Arguments> degenerate() {
        long[] every = new long[2000];
        for (int bin = 0; bin < every.length; bin++) {
            every[bin] = 4L * bin;
        }
        long[] some = {5, 100, 101, 500, 900, 901, 902, 3000, 7000};
        return Stream.of(
                Arguments.of("no spikes", SyntheticRecordings.of(0, new long[0], new long[0])),
                Arguments.of("one spike", SyntheticRecordings.of(8, new long[] {7}, new long[0])),
                Arguments.of("two spikes at once", SyntheticRecordings.of(1, new long[] {0}, new long[] {0})),
                Arguments.of("one unit", SyntheticRecordings.of(8000, some)),
                Arguments.of("all silent but one", SyntheticRecordings.of(8000, some, new long[0], new long[0])),
                Arguments.of(
                        "all fire in every bin", SyntheticRecordings.of(8000, every, every.clone(), every.clone())),
                Arguments.of("one fires in every bin", SyntheticRecordings.of(8000, every, some)),
                Arguments.of("equal trains", SyntheticRecordings.of(8000, some, some.clone())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("degenerate")
    void degenerateRecordingsHaveAReport(String what, Recording recording) {
        Survey survey = survey(recording, settings(), 2);
        assertThat(survey.done().size() + survey.omitted().size()).isEqualTo(RecordingSurvey.SECTIONS.size());
        assertThat(survey.omitted()).allSatisfy(omitted -> {
            assertThat(omitted.reason()).isNotBlank();
            assertThat(omitted.obtainable()).isFalse();
        });
        assertThat(page(survey)).as(what).doesNotContain("NaN").contains("What was read");
        // Whatever could be measured is finite or said to be missing.
        survey.done()
                .forEach(done -> assertThat(done.findings().numbers().values())
                        .noneMatch(value -> value instanceof Double number && !Double.isFinite(number)));
    }

    @Test
    void namesCannotBringMarkupIn() {
        String name = "<img src=x onerror=alert(1)>";
        Recording one = SyntheticRecordings.independent(3, 20_000, 0.03, 1);
        Recording recording = SyntheticRecordings.named(
                List.of(name, "\"'&", "c"),
                one.spikes().duration(),
                one.spikes().ticks());
        Survey survey = survey(recording, settings(), 1);
        String html = SurveyArticle.of(new RecordingSource("<script>.h5", 1, "", List.of(), recording), survey)
                .html();
        assertThat(html).contains("&lt;img src=x").doesNotContain("<img").doesNotContain("<script");
    }

    @Test
    void aSmallBudgetLeavesSectionsOutAndSaysSo() {
        Recording recording = SyntheticRecordings.independent(4, 20_000, 0.03, 1);
        Survey survey = survey(recording, new SurveySettings(0.004, 99, 1, Duration.ofMillis(1), List.of()), 1);
        assertThat(survey.done()).isEmpty();
        assertThat(survey.omitted()).hasSameSizeAs(RecordingSurvey.SECTIONS).allMatch(Survey.Omitted::obtainable);
        assertThat(page(survey)).contains("Left out", "--sections avalanches, or a --budget of more time");
    }

    /// A clock that moves on by a second with each look: every section is looked at thrice.
    @Test
    void theBudgetCountsWhatWasSpent() {
        AtomicInteger seconds = new AtomicInteger();
        Recording recording = SyntheticRecordings.independent(4, 20_000, 0.03, 1);
        SurveySettings settings = new SurveySettings(0.004, 99, 1, Duration.ofSeconds(5), List.of());
        Survey survey = new RecordingSurvey(
                        RecordingSurvey.SECTIONS.subList(0, 3), () -> seconds.getAndIncrement() * 1_000_000_000L)
                .of(new Subject(recording, settings, Team.alone(), 1), 0, SurveyListener.NONE, () -> false);
        assertThat(survey.done()).hasSize(2);
        assertThat(survey.omitted())
                .singleElement()
                .satisfies(omitted -> assertThat(omitted.reason()).contains("of the budget of 5 s"));
    }

    /// The clock stands still until a section reports its progress, and then the budget is over. Avalanches report from
    /// the thread of the survey, their surrogates from the tasks of a team.
    @ParameterizedTest
    @ValueSource(strings = {"avalanches", "avalanche-nulls"})
    void aSectionThatOverrunsTheBudgetIsGivenUp(String late) {
        AtomicInteger seconds = new AtomicInteger();
        AtomicInteger reports = new AtomicInteger();
        Recording recording = SyntheticRecordings.independent(4, 20_000, 0.03, 1);
        SurveySettings settings = new SurveySettings(0.004, 99, 1, Duration.ofSeconds(60), List.of());
        Section given = RecordingSurvey.SECTIONS.stream()
                .filter(section -> section.id().equals(late))
                .findFirst()
                .orElseThrow();
        SurveyListener listener = (share, what, left) -> {
            // The first report is that of the beginning.
            if (what.equals(given.title()) && reports.incrementAndGet() == 2) {
                seconds.set(61);
            }
        };
        List<Section> sections = List.of(new RasterSection(), given, new BranchingSection());
        try (Team team = Team.of(2)) {
            Survey survey = new RecordingSurvey(sections, () -> seconds.get() * 1_000_000_000L)
                    .of(new Subject(recording, settings, team, 2), 0, listener, () -> false);
            assertThat(survey.done()).extracting(done -> done.section().id()).containsExactly("raster");
            assertThat(survey.omitted())
                    .extracting(Survey.Omitted::reason)
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .isEqualTo(
                                            "it was given up after about 61 s, and of the budget of 60 s 60 s were left"),
                            second -> assertThat(second).contains("of the budget of 60 s 0 s were left"));
            assertThat(survey.omitted()).allMatch(Survey.Omitted::obtainable);
        }
    }

    /// A section of a name, a forecast and a true length, which moves a clock.
    private record Timed(String id, double seconds, long truth, AtomicInteger clock) implements Section {
        @Override
        public String title() {
            return id;
        }

        @Override
        public String obstacle(Subject subject) {
            return "";
        }

        @Override
        public double seconds(Subject subject) {
            return seconds;
        }

        @Override
        public void run(Subject subject, Findings findings, Progress progress) {
            for (int part = 1; part <= 2 * truth; part++) {
                clock.addAndGet(part % 2);
                progress.report(part, 2 * truth, "parts");
            }
        }
    }

    /// Forecast at 10 s, 24 s long, with three cheap ones behind it: of 20 s they get theirs first. With 60 s all run,
    /// and either way the answer has them in order of worth.
    @Test
    void aDearSectionDoesNotCostTheCheapOnesBehindIt() {
        Recording recording = SyntheticRecordings.independent(2, 1000, 0.1, 1);
        for (int budget : new int[] {20, 60}) {
            AtomicInteger clock = new AtomicInteger();
            List<Section> sections = List.of(
                    new Timed("a", 1, 1, clock),
                    new Timed("dear", 10, 24, clock),
                    new Timed("b", 1, 1, clock),
                    new Timed("c", 2, 2, clock));
            SurveySettings settings = new SurveySettings(0.004, 99, 1, Duration.ofSeconds(budget), List.of());
            Survey survey = new RecordingSurvey(sections, () -> clock.get() * 1_000_000_000L)
                    .of(new Subject(recording, settings, Team.alone(), 1), 0, SurveyListener.NONE, () -> false);
            assertThat(survey.done().stream().map(done -> done.section().id()))
                    .isEqualTo(budget == 20 ? List.of("a", "b", "c") : List.of("a", "dear", "b", "c"));
            assertThat(survey.omitted()).hasSize(budget == 20 ? 1 : 0);
        }
    }

    @Test
    void pagesDoNotDependOnTheThreads() {
        Recording recording = SyntheticRecordings.branching(5000, 0.9, 0.2, 3);
        String alone = page(survey(recording, settings(), 1));
        assertThat(page(survey(recording, settings(), 3))).isEqualTo(alone);
    }

    @Test
    void aSectionFindsTheSameAloneAsAmongOthers() {
        Recording recording = SyntheticRecordings.branching(5000, 0.9, 0.2, 3);
        Findings among = findings(survey(recording, settings(), 1), "avalanche-nulls");
        Findings alone = findings(survey(recording, settings("avalanche-nulls"), 1), "avalanche-nulls");
        assertThat(alone.numbers()).isEqualTo(among.numbers());
    }

    @Test
    void anUnknownSectionIsRefusedWithASuggestion() {
        Recording recording = SyntheticRecordings.independent(2, 1000, 0.1, 1);
        assertThatThrownBy(() -> survey(recording, settings("avalanchs"), 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean avalanches?")
                .hasMessageContaining("transfer");
        assertThatThrownBy(() -> survey(recording, settings("nothing"), 1))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("there is no section 'nothing'. Sections: raster, ");
    }

    @Test
    void aStoppedSurveyReportsWhatIsDone() {
        Recording recording = SyntheticRecordings.independent(2, 5000, 0.1, 1);
        AtomicInteger asked = new AtomicInteger();
        Survey survey = new RecordingSurvey()
                .of(
                        new Subject(recording, settings(), Team.alone(), 1),
                        0,
                        SurveyListener.NONE,
                        () -> asked.incrementAndGet() > 2);
        assertThat(survey.stopped()).isTrue();
        assertThat(survey.done()).hasSize(2);
        assertThat(page(survey)).contains("stopped before its end", "the survey was stopped before it");
    }

    @Test
    void theCommandRepeatsThePage() {
        Recording recording = SyntheticRecordings.independent(2, 5000, 0.1, 1);
        Survey survey = survey(recording, settings("rates", "raster"), 1);
        assertThat(page(survey))
                .contains("gyre measure all &#39;somewhere/some file.csv&#39; --clock 1000 --bin 4ms --surrogates 99"
                        + " --seed 1 --sections raster,rates");
    }

    @Test
    void theMethodsNameTheirParameters() {
        Survey survey = survey(SyntheticRecordings.branching(5000, 0.9, 0.2, 3), settings(), 1);
        assertThat(page(survey))
                .contains("from the first spike on; a spike on the edge of two bins belongs to the later one")
                .contains("come from the seed 1")
                .contains("495 surrogates in which the source was shifted round")
                .contains("@article{Schreiber2000")
                .contains("@article{WiltingPriesemann2018");
    }

    /// The last point takes every bin, as the entropy that is stated.
    @Test
    void theEntropyFromFewerBinsEndsWithTheStatedOne() {
        Survey survey = survey(SyntheticRecordings.independent(10, 6000, 0.1, 5), settings("words"), 1);
        LineChart chart = findings(survey, "words").figures().stream()
                .filter(figure -> figure.id().equals("words-bias"))
                .map(LineChart.class::cast)
                .findFirst()
                .orElseThrow();
        for (Series series : chart.series()) {
            double end = series.y()[series.y().length - 1];
            switch (series.name()) {
                case "NSB" -> assertThat(end).isEqualTo(last(survey, "words", "nsb_bits"));
                case "plug-in" -> assertThat(end).isEqualTo(last(survey, "words", "plug_in_bits"));
                default -> assertThat(series.name()).isEqualTo("Miller-Madow");
            }
        }
    }

    /// Avalanches of independent units have geometric sizes, far from any power law.
    @Test
    void aPowerLawThatDoesNotFitIsSaidToBeNone() {
        Survey survey = survey(SyntheticRecordings.independent(8, 200_000, 0.02, 5), settings("avalanches"), 1);
        Findings findings = findings(survey, "avalanches");
        assertThat(findings.numbers().get("size"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .hasEntrySatisfying(
                        "goodness_of_fit_p", p -> assertThat((Double) p).isLessThan(0.1));
        assertThat(page(survey))
                .contains("the power law is ruled out")
                .contains("A power law is ruled out for the sizes and the durations, so that their exponents describe");
    }
}
