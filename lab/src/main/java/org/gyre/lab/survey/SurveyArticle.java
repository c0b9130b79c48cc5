package org.gyre.lab.survey;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gyre.lab.report.Article;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.Citations;
import org.gyre.lab.run.GyreVersion;

/// The page of a survey.
public final class SurveyArticle {
    private final RecordingSource source;
    private final Survey survey;
    private final Subject subject;

    private SurveyArticle(RecordingSource source, Survey survey) {
        this.source = source;
        this.survey = survey;
        this.subject = survey.subject();
    }

    /// What the page says; equal surveys give equal pages.
    public static Article of(RecordingSource source, Survey survey) {
        return new SurveyArticle(source, survey).article();
    }

    /// Everything to beware of, with the section that it comes from: `read` for the reader of the file.
    public static List<Article.Remark> warnings(RecordingSource source, Survey survey) {
        List<Article.Remark> warnings = new ArrayList<>();
        source.recording().warnings().forEach(warning -> warnings.add(new Article.Remark("read", warning)));
        survey.done()
                .forEach(done -> done.findings()
                        .warnings()
                        .forEach(warning ->
                                warnings.add(new Article.Remark(done.section().id(), warning))));
        return warnings;
    }

    private Article article() {
        List<Article.Chapter> chapters = new ArrayList<>();
        chapters.add(read());
        for (Survey.Done done : survey.done()) {
            Findings findings = done.findings();
            chapters.add(new Article.Chapter(
                    done.section().id(),
                    done.section().title(),
                    findings.summary(),
                    findings.paragraphs(),
                    Map.of(),
                    findings.figures()));
        }
        if (!survey.omitted().isEmpty()) {
            chapters.add(omitted());
        }
        return new Article(
                source.name(),
                "Report of a recording",
                Words.count(subject.units(), "unit") + " and "
                        + Words.count(subject.spikes().spikes(), "spike") + " in "
                        + Words.time(subject.recording().seconds()) + ", read by every instrument that its spikes"
                        + " allow.",
                facts(),
                survey.stopped() ? "This report was stopped before its end. What is here is complete in itself." : "",
                warnings(source, survey),
                chapters,
                methods(),
                bibtex(),
                command(),
                "Made by Gyre " + GyreVersion.version() + ".");
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        double seconds = subject.recording().seconds();
        facts.put("Units", Words.count(subject.units()));
        facts.put("Spikes", Words.count(subject.spikes().spikes()));
        facts.put("Duration", Words.time(seconds));
        if (seconds > 0) {
            facts.put(
                    "Mean rate", Words.number(subject.spikes().spikes() / seconds / subject.units()) + " Hz per unit");
        }
        facts.put("Bin", Words.time(subject.binSeconds()));
        facts.put("Warnings", Integer.toString(warnings(source, survey).size()));
        return facts;
    }

    private Article.Chapter read() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("File", source.file());
        facts.put("Understood as", subject.recording().understoodAs());
        if (!source.sha256().isEmpty()) {
            facts.put("Size", Words.count(source.bytes()) + " bytes");
            facts.put("SHA-256", source.sha256());
        }
        int silent = subject.units() - subject.mostActive(subject.units(), 1).length;
        facts.put("Units", Words.count(subject.units()) + (silent > 0 ? ", " + silent + " of them silent" : ""));
        facts.put("Spikes", Words.count(subject.spikes().spikes()));
        facts.put(
                "Duration",
                Words.time(subject.recording().seconds())
                        + (subject.recording().recordedSeconds().isPresent()
                                ? ", as the file says"
                                : ", up to the last spike"));
        facts.put("Clock", clock() + ", to which times are rounded");
        facts.put(
                "Bins",
                Words.count(subject.bins()) + " of " + Words.time(subject.binSeconds())
                        + (subject.settings().binsByMeanInterval() ? " (the mean interval of the population)" : "")
                        + ", from the first spike to the last");
        facts.put("Places of the units", subject.recording().positions() == null ? "not in the file" : "in the file");
        subject.recording().facts().forEach((name, value) -> facts.put("In the file: " + name, value));
        return new Article.Chapter("read", "What was read", "", List.of(), facts, List.of());
    }

    private String clock() {
        double hertz = subject.spikes().ticksPerSecond();
        return (hertz == Math.rint(hertz) && hertz < 1e15 ? Words.count((long) hertz) : Words.number(hertz)) + " Hz";
    }

    private Article.Chapter omitted() {
        TableFigure table =
                new TableFigure("omitted-sections", "What is not here", "", "section", "why", "how to get it");
        for (Survey.Omitted omitted : survey.omitted()) {
            table = table.row(
                    omitted.section().title(),
                    omitted.reason(),
                    omitted.obtainable()
                            ? "--sections " + omitted.section().id() + ", or a --budget of more time"
                            : "another recording");
        }
        return new Article.Chapter("omitted", "Left out", "", List.of(), Map.of(), List.of(table));
    }

    private List<String> methods() {
        String commit = GyreVersion.commit();
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add("Spike trains of " + Words.count(subject.units(), "unit") + " ("
                + Words.count(subject.spikes().spikes(), "spike") + " in "
                + Words.time(subject.recording().seconds())
                + (source.sha256().isEmpty() ? "" : "; file with SHA-256 " + source.sha256())
                + ") were analysed with Gyre " + GyreVersion.version()
                + (commit == null ? "" : " (commit " + commit.substring(0, Math.min(10, commit.length())) + ")")
                + ". Spike times were held as whole ticks of a clock of "
                + clock() + " and, unless said otherwise, counted in "
                + Words.count(subject.bins()) + " bins of " + Words.time(subject.binSeconds())
                + (subject.settings().binsByMeanInterval()
                        ? ", the mean interval between successive spikes of the population,"
                        : "")
                + " from the first spike on; a spike on the edge of two bins belongs to the later one. Random numbers"
                + " come from the seed " + subject.settings().seed() + ".");
        survey.done().forEach(done -> {
            String sentences = String.join(" ", done.findings().methods());
            if (!sentences.isEmpty()) {
                paragraphs.add(sentences);
            }
        });
        return paragraphs;
    }

    private String bibtex() {
        Set<String> keys = new LinkedHashSet<>();
        survey.done().forEach(done -> keys.addAll(done.findings().citations()));
        return Citations.bibtex(keys);
    }

    private List<String> command() {
        SurveySettings settings = subject.settings();
        List<String> words = new ArrayList<>(List.of("gyre", "measure", "all", source.file()));
        words.addAll(source.options());
        words.addAll(List.of("--bin", bin(settings)));
        words.addAll(List.of("--surrogates", Integer.toString(settings.surrogates())));
        words.addAll(List.of("--seed", Long.toString(settings.seed())));
        if (!survey.done().isEmpty()) {
            words.addAll(List.of(
                    "--sections",
                    String.join(
                            ",",
                            survey.done().stream()
                                    .map(done -> done.section().id())
                                    .toList())));
        }
        return words;
    }

    private static String bin(SurveySettings settings) {
        return settings.binsByMeanInterval()
                ? "mean-isi"
                : BigDecimal.valueOf(settings.binSeconds())
                                .movePointRight(3)
                                .stripTrailingZeros()
                                .toPlainString()
                        + "ms";
    }
}
