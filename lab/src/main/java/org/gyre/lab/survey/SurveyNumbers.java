package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.lab.report.Article;
import org.jspecify.annotations.Nullable;

/// The numbers of a survey for programs: maps, lists, numbers and texts.
public final class SurveyNumbers {
    private SurveyNumbers() {}

    /// The object of `--json`. All numbers of a section stand under its id; what they are called stands
    /// under `chapters`.
    public static Map<String, @Nullable Object> of(RecordingSource source, Survey survey) {
        Subject subject = survey.subject();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("file", source.file());
        object.put("sha256", source.sha256().isEmpty() ? null : source.sha256());
        object.put("understood_as", source.recording().understoodAs());
        object.put("units", subject.units());
        object.put("spikes", subject.spikes().spikes());
        object.put("duration_s", subject.recording().seconds());
        object.put("ticks_per_second", subject.spikes().ticksPerSecond());
        object.put("bin_s", subject.binSeconds());
        object.put("bins", subject.bins());
        object.put("seed", subject.settings().seed());
        object.put("surrogates", subject.settings().surrogates());
        Map<String, Object> sections = new LinkedHashMap<>();
        survey.done()
                .forEach(done ->
                        sections.put(done.section().id(), done.findings().numbers()));
        object.put("sections", sections);
        object.put("chapters", chapters(survey));
        List<Map<String, Object>> omitted = new ArrayList<>();
        for (Survey.Omitted each : survey.omitted()) {
            omitted.add(Map.of(
                    "section", each.section().id(), "reason", each.reason(), "more_time_helps", each.obtainable()));
        }
        object.put("omitted", omitted);
        object.put("stopped", survey.stopped());
        object.put(
                "warnings",
                SurveyArticle.warnings(source, survey).stream()
                        .map(Article.Remark::sentence)
                        .toList());
        return object;
    }

    /// What the sections and their numbers are called, and what they say in a sentence.
    private static Map<String, Object> chapters(Survey survey) {
        Map<String, Object> chapters = new LinkedHashMap<>();
        for (Survey.Done done : survey.done()) {
            Map<String, Object> chapter = new LinkedHashMap<>();
            chapter.put("title", done.section().title());
            chapter.put("summary", done.findings().summary());
            chapter.put(
                    "names", NumberNames.of(done.section().id(), done.findings().numbers()));
            chapters.put(done.section().id(), chapter);
        }
        return chapters;
    }
}
