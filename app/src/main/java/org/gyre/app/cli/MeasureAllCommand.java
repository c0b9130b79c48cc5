package org.gyre.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.data.InputFile;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.report.Article;
import org.gyre.lab.run.Sha256;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.storage.Failures;
import org.gyre.lab.storage.Storage;
import org.gyre.lab.survey.RecordingSource;
import org.gyre.lab.survey.RecordingSurvey;
import org.gyre.lab.survey.Subject;
import org.gyre.lab.survey.Survey;
import org.gyre.lab.survey.SurveyArticle;
import org.gyre.lab.survey.SurveyNumbers;
import org.gyre.lab.survey.SurveySettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gyre measure all FILE`: every instrument on one recording, as one page.
@Command(
        name = "all",
        description = "Survey a recording of spikes with every instrument: one HTML page with raster, rates,"
                + " correlations, information with nulls, avalanches, branching, warnings in plain words, and a methods"
                + " paragraph to paste into a paper.",
        footer = {
            "",
            "What does not fit the budget is left out, and the page says so. Ctrl-C writes the",
            "page of what is done so far (exit code 3).",
            "",
            "Examples:",
            "  gyre measure all culture.h5",
            "  gyre measure all spikes.csv --time-unit ms --bin mean-isi --budget 5m",
            "  gyre measure all culture.h5 --sections avalanches,branching --out short.html"
        })
final class MeasureAllCommand implements GyreSubcommand {
    private final Console console;
    private final Storage storage = new DiskStorage();

    @Parameters(paramLabel = "FILE", description = "A recording of spikes; 'gyre data info' says what it is.")
    @SuppressWarnings("NullAway.Init") // required
    String file;

    @Option(
            names = "--bin",
            paramLabel = "TIME",
            defaultValue = "4ms",
            converter = BinChoiceConverter.class,
            description = "Width of a bin: 4ms, 500us, 0.01s, or mean-isi, the mean interval between successive spikes"
                    + " of all units. A spike on an edge belongs to the later bin (default: ${DEFAULT-VALUE}).")
    double bin;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.Positive.class,
            description = "Leave out what does not fit into this time: 90s, 2m (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    Duration budget;

    @Option(
            names = "--sections",
            paramLabel = "NAME,...",
            split = ",",
            description = "Only these sections, whatever they cost (default: all that fit the budget).")
    List<String> sections = List.of();

    @Option(
            names = "--surrogates",
            paramLabel = "N",
            defaultValue = "100",
            description = "Surrogates of each test (default: ${DEFAULT-VALUE}).")
    int surrogates;

    @Mixin
    SeedOptions seed = new SeedOptions();

    @Mixin
    TeamOptions threads = new TeamOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE.html",
            description = "Where to write the page (default: the recording's name with .html, in this folder).")
    @Nullable
    Path out;

    @Option(names = "--overwrite", description = "Replace a page that is there already.")
    boolean overwrite;

    @Mixin
    RecordingFileOptions reading = new RecordingFileOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    MeasureAllCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        long start = System.nanoTime();
        SurveySettings settings = new SurveySettings(bin, surrogates, seed.value, budget, sections);
        int workers = threads.count();
        Path target = target();
        RecordingSource source = source();
        StopSignal stop = console.stopSignal();
        Survey survey;
        try (Team team = Team.of(workers);
                ProgressLine line = new ProgressLine(console)) {
            Subject subject = new Subject(source.recording(), settings, team, workers);
            survey = new RecordingSurvey()
                    .of(
                            subject,
                            (System.nanoTime() - start) / 1e9,
                            (share, what, left) -> line.show(Math.round(share * 1000), 1000, what, left),
                            stop::requested);
        }
        write(target, SurveyArticle.of(source, survey).html());
        tell(target, source, survey, (System.nanoTime() - start) / 1e9);
        return survey.stopped() ? ExitCode.STOPPED : ExitCode.DONE;
    }

    private Path target() {
        Path target = out;
        if (target == null) {
            String name =
                    String.valueOf(Path.of(file).toAbsolutePath().normalize().getFileName());
            int dot = name.lastIndexOf('.');
            target = Path.of((dot > 0 ? name.substring(0, dot) : name) + ".html");
        }
        Target.check("--out", target);
        if (Files.exists(target) && !overwrite) {
            throw new InputException(
                    target + ": is there already; choose another --out, or replace it with --overwrite");
        }
        return target;
    }

    private RecordingSource source() {
        var recording = reading.read(file);
        Path path = InputFile.named(file);
        try {
            boolean regular = Files.isRegularFile(path);
            return new RecordingSource(
                    file, regular ? Files.size(path) : 0, regular ? Sha256.of(path) : "", reading.words(), recording);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read (" + Failures.reason(e) + ")", e);
        }
    }

    private void write(Path target, String page) {
        try {
            storage.replace(target.toAbsolutePath(), page.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InputException(target + ": cannot be written (" + Failures.reason(e) + ")", e);
        }
    }

    private void tell(Path target, RecordingSource source, Survey survey, double seconds) {
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>(SurveyNumbers.of(source, survey));
            object.put("report", target.toString());
            object.put("seconds", seconds);
            console.printJson(object);
            return;
        }
        for (Survey.Done done : survey.done()) {
            console.print(done.section().title() + ": " + done.findings().summary());
        }
        for (Survey.Omitted omitted : survey.omitted()) {
            console.print(omitted.section().title() + ": left out: " + omitted.reason());
        }
        console.print("report  " + target);
        SurveyArticle.warnings(source, survey).stream()
                .map(Article.Remark::sentence)
                .forEach(console::complain);
    }
}
