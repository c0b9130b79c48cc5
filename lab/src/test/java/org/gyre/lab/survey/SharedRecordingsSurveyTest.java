package org.gyre.lab.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.Team;
import org.gyre.data.recording.Recording;
import org.gyre.data.recording.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reports of real recordings, where they are present; the expected numbers stand in their folder's description.
class SharedRecordingsSurveyTest {
    private static final Path DATA = Path.of(System.getProperty("gyre.shared", "../../shared"), "data");

    private static Recording recording(String name) {
        Path path = DATA.resolve(name + ".h5");
        assumeTrue(Files.exists(path), "skipped: no shared recording at " + path);
        return RecordingFile.read(path.toString());
    }

    private static Survey survey(Recording recording, String... sections) {
        int threads = 2;
        SurveySettings settings = new SurveySettings(0.004, 100, 1, Duration.ofHours(1), List.of(sections));
        try (Team team = Team.of(threads)) {
            return new RecordingSurvey()
                    .of(new Subject(recording, settings, team, threads), 0, SurveyListener.NONE, () -> false);
        }
    }

    private static Map<String, ?> numbers(Survey survey, String section) {
        return survey.done().stream()
                .filter(done -> done.section().id().equals(section))
                .findFirst()
                .orElseThrow()
                .findings()
                .numbers();
    }

    /// mrestimator 0.2.0 gives m = 0.89424 with r1 = 0.87568; its bins are cut in floating point, ours in ticks.
    @Test
    void theBranchingRatioOfACultureIsThatOfThePeer() {
        Survey survey = survey(recording("spikes-mea-cultures/CTX_TC82_G2CEPHYS1_DIV21_A"), "branching");
        assertThat((Double) numbers(survey, "branching").get("m")).isCloseTo(0.89424, within(0.005));
        assertThat((Double) numbers(survey, "branching").get("r1")).isCloseTo(0.87568, within(0.002));
    }

    /// Prints the time beside the budget of 60 s that every one of them should keep on two processors.
    @ParameterizedTest
    @Tag("slow")
    @ValueSource(
            strings = {
                "spikes-mea-cultures/CTX_TC82_G2CEPHYS1_DIV07_A",
                "spikes-mea-cultures/CTX_TC82_G2CEPHYS1_DIV14_A",
                "spikes-mea-cultures/CTX_TC82_G2CEPHYS1_DIV21_A",
                "spikes-mea-cultures/CTX_TC82_G2CEPHYS1_DIV28_A",
                "spikes-mea-cultures/TC146-C57-DIV07_B",
                "spikes-mea-cultures/TC146-C57-DIV14_B",
                "spikes-mea-cultures/TC146-C57-DIV21_B",
                "spikes-retinal-waves/Hennig2011_spikes_P9_Bic_10uM_4_Mar_2010_control_day1",
                "spikes-retinal-waves/Wong1993_Adult",
                "spikes-retinal-waves/Wong1993_P0",
                "spikes-retinal-waves/Wong1993_P15a",
                "spikes-retinal-waves/Wong1993_P4"
            })
    void everyRecordingHasAReport(String name) {
        Recording recording = recording(name);
        long start = System.nanoTime();
        Survey survey = survey(recording);
        String page = SurveyArticle.of(new RecordingSource(name, 0, "", List.of(), recording), survey)
                .html();
        System.out.printf(Locale.ROOT, "%s: %.1f s (budget 60 s)%n", name, (System.nanoTime() - start) / 1e9);
        // Sparse recordings have too few avalanches of four bins and more for a shape; all else is there.
        assertThat(survey.omitted()).allSatisfy(omitted -> {
            assertThat(omitted.section().id()).isEqualTo("shapes");
            assertThat(omitted.reason()).contains("a shape collapse needs 3");
        });
        assertThat(page).contains("Methods, to paste into a paper").doesNotContain("NaN");
    }
}
