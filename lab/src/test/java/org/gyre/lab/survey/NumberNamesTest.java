package org.gyre.lab.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gyre.core.Team;
import org.gyre.data.recording.Recording;
import org.junit.jupiter.api.Test;

class NumberNamesTest {
    private static Survey survey(Recording recording) {
        SurveySettings settings = new SurveySettings(
                0.004,
                20,
                1,
                Duration.ofHours(1),
                RecordingSurvey.SECTIONS.stream().map(Section::id).toList());
        try (Team team = Team.of(2)) {
            return new RecordingSurvey()
                    .of(new Subject(recording, settings, team, 2), 0, SurveyListener.NONE, () -> false);
        }
    }

    private static void unnamed(String section, Map<?, ?> numbers, List<String> found) {
        numbers.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                unnamed(section, inner, found);
            } else if (!NumberNames.known(section, String.valueOf(key))) {
                found.add(section + " " + key);
            }
            if (value instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Map<?, ?> first) {
                unnamed(section, first, found);
            }
        });
    }

    /// Together the recordings let every section say something.
    @Test
    void everyNumberOfEverySectionHasAName() {
        List<String> unnamed = new ArrayList<>();
        Set<String> sections = new TreeSet<>();
        for (Recording recording : List.of(
                SyntheticRecordings.independent(6, 60_000, 0.03, 1),
                SyntheticRecordings.driven(60_000, 0.02, 1),
                SyntheticRecordings.branching(60_000, 0.98, 0.1, 2))) {
            for (Survey.Done done : survey(recording).done()) {
                sections.add(done.section().id());
                unnamed(done.section().id(), done.findings().numbers(), unnamed);
            }
        }
        assertThat(sections)
                .containsExactlyInAnyOrderElementsOf(
                        RecordingSurvey.SECTIONS.stream().map(Section::id).toList());
        assertThat(unnamed).isEmpty();
    }

    @Test
    void namesSayWhatANumberBelongsToAndWhatItIsCountedIn() {
        Map<String, Map<String, String>> names = NumberNames.of(
                "avalanches",
                Map.of("size", Map.of("alternatives", Map.of("lognormal", Map.of("p", 0.5)), "exponent", 1.5)));
        assertThat(names.get("size.exponent")).containsEntry("label", "sizes: exponent of the power law");
        assertThat(names.get("size.alternatives.lognormal.p"))
                .containsEntry("label", "sizes: power law against log-normal law: p");
        assertThat(NumberNames.of("transfer", Map.of("links", List.of(Map.of("bits", 0.01)))))
                .containsKey("links")
                .containsEntry(
                        "links.bits", Map.of("label", "transfer entropy", "unit", "bits per bin", "list", "each"));
        assertThat(NumberNames.of("branching", Map.of("fits", Map.of("offset", Map.of("tau_ms", 13.0)))))
                .containsEntry(
                        "fits.offset.tau_ms",
                        Map.of("label", "offset fit: time constant", "unit", "ms", "list", "each"));
    }
}
