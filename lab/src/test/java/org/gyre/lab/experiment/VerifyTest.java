package org.gyre.lab.experiment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.report.Report;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Verify;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A finished toy run, damaged in one place at a time.
class VerifyTest {
    @TempDir
    Path folder;

    private Path run = Path.of("");

    @BeforeEach
    void makeARun() {
        run = folder.resolve("run");
        String toml = """
                kind = "toy-walk"
                steps = 5
                [[claims]]
                id = "length"
                sentence = "It takes five steps."
                paper = "5"
                value = "steps"
                min = 5
                reason = "exact"
                """;
        new Runner(new DiskStorage(), Experiments.of(new ToyExperiment()), RunListener.NONE, new StopSignal())
                .run(RunRequest.of(new ConfigurationSource("toy.toml", "toy", null, null, toml))
                        .withOut(run));
        assertThat(Verify.run(run).problems()).isEmpty();
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(run.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(run.resolve(file), text.replace(from, to));
    }

    private void assertProblem(String... parts) {
        assertThat(Verify.run(run).problems())
                .singleElement()
                .asString()
                .contains(parts)
                .doesNotContain("\n");
    }

    @Test
    void aChangedArrayIsFound() throws IOException {
        Path array = run.resolve("arrays/position.npy");
        byte[] bytes = Files.readAllBytes(array);
        bytes[bytes.length - 1] ^= 1;
        Files.write(array, bytes);
        assertProblem("position.npy is corrupt");
    }

    @Test
    void aMissingArrayIsFound() throws IOException {
        Files.delete(run.resolve("arrays/position.npy"));
        assertProblem("position.npy is missing");
    }

    @Test
    void aChangedCheckpointIsFound() throws IOException {
        Files.write(run.resolve("checkpoints/step-000000005/position.npy"), new byte[160]);
        assertProblem("position.npy is corrupt");
    }

    @Test
    void aVerdictThatDoesNotFollowFromItsValueIsFound() throws IOException {
        edit("result.json", "\"verdict\" : \"pass\"", "\"verdict\" : \"fail\"");
        assertProblem("the claim length says 5, fail, and its value gives 5, pass");
    }

    /// Verdict and value fit together, but it is not what the configuration claims.
    @Test
    void aClaimThatIsNotTheConfigurationsIsFound() throws IOException {
        edit("result.json", "\"min\" : 5.0", "\"min\" : 4.0");
        assertProblem("result.json: the claim length is not that of config.toml (min: 5.0 → 4.0)");
    }

    @Test
    void aClaimThatWasRenamedIsMissingAndTooMany() throws IOException {
        edit("result.json", "\"id\" : \"length\"", "\"id\" : \"width\"");
        assertThat(Verify.run(run).problems())
                .containsExactly(
                        run.resolve("result.json") + ": the claim length of config.toml is missing",
                        run.resolve("result.json") + ": the claim width is not in config.toml");
    }

    /// A value without a claim: only the hash of the whole file tells.
    @Test
    void aValueThatWasChangedIsFound() throws IOException {
        edit("result.json", "\"It walked.\"", "\"It flew...\"");
        assertProblem("result.json is corrupt: its SHA-256 is not the one it was written with");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.toml",
                "overrides.txt",
                "events.jsonl",
                "scalars.csv",
                "log.txt",
                "figures.json",
                "cite.bib",
                "result.json",
                "report.html",
                "files.json"
            })
    void aMissingFileOfAFinishedRunIsNamedOnceWithARemedy(String file) throws IOException {
        Files.delete(run.resolve(file));
        assertProblem(run.resolve(file) + " is missing; ");
        assertThat(Verify.run(run).problems().getFirst()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overrides.txt", "events.jsonl", "scalars.csv", "log.txt", "figures.json", "cite.bib"})
    void aChangedByteIsFound(String file) throws IOException {
        Path path = run.resolve(file);
        byte[] bytes = Files.readAllBytes(path);
        byte[] changed = bytes.length == 0 ? new byte[] {'#'} : bytes;
        // A digit or letter becomes another one, so that the file can still be parsed.
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (Character.isLetterOrDigit(bytes[i]) && isTold(file, bytes, i)) {
                changed[i] ^= 1;
                break;
            }
        }
        Files.write(path, changed);
        assertThat(Verify.run(run).problems()).singleElement().asString().startsWith(path.toString());
    }

    /// The last line of the logs says that the run is finished, which is after the list was made.
    private static boolean isTold(String file, byte[] bytes, int i) {
        boolean log = file.equals("events.jsonl") || file.equals("log.txt");
        return !log
                || new String(bytes, i, bytes.length - i, ISO_8859_1).lines().count() > 1;
    }

    @Test
    void aReportThatWasRenderedAgainIsAccepted() throws IOException {
        Files.delete(run.resolve("report.html"));
        Report.write(new DiskStorage(), RunDirectory.open(run));
        assertThat(Verify.run(run).problems()).isEmpty();
    }

    @Test
    void aTornReportAndOneOfAnotherRunAreFound() throws IOException {
        Path report = run.resolve("report.html");
        String page = Files.readString(report);
        Files.writeString(report, page.substring(0, page.length() / 2));
        assertProblem("report.html is not a whole page; make it again with: gyre report " + run);
        String id = Manifest.read(run.resolve("manifest.json")).runId();
        Files.writeString(report, page.replace(id, "another"));
        assertProblem("report.html is not the page of this run; make it again with: gyre report " + run);
    }

    @Test
    void aMissingPointerToTheLastCheckpointIsFound() throws IOException {
        Files.delete(run.resolve("checkpoints/LAST"));
        assertProblem("LAST is missing; ");
    }

    @Test
    void anEmptyResultIsCalledEmpty() throws IOException {
        Files.write(run.resolve("result.json"), new byte[0]);
        assertProblem("result.json is corrupt: it is empty; restore it from a copy");
    }

    /// What the parser says of places in the program's memory tells a user nothing.
    @Test
    void jsonThatIsCutOffIsToldWithItsPlaceAndWithoutTheParsersNoise() throws IOException {
        Path figures = run.resolve("figures.json");
        String text = Files.readString(figures);
        Files.writeString(figures, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> Report.html(RunDirectory.open(run)))
                .isInstanceOf(InputException.class)
                .message()
                .contains("figures.json", "line 1, column ")
                .doesNotContain("Source", "REDACTED", "UNKNOWN", "\n");
        edit("result.json", "\"step\" : 5", "\"step\" : \"five\"");
        assertThat(Verify.run(run).problems())
                .anySatisfy(problem -> assertThat(problem)
                        .contains("result.json is corrupt: ", "of the wrong kind")
                        .doesNotContain("jackson", "Exception"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run_id", "configuration", "inputs", "command_line", "started"})
    void aManifestWithoutOneOfItsPartsIsCorrupt(String part) throws IOException {
        edit("manifest.json", "\"" + part + "\" :", "\"x\" :");
        assertThat(Verify.run(run).problems())
                .anySatisfy(problem -> assertThat(problem).contains("manifest.json is corrupt: ", "missing"));
        assertThatThrownBy(() -> Report.html(RunDirectory.open(run)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("manifest.json is corrupt: ");
    }

    /// Row 39 of the list of faults.
    @Test
    @Timeout(10)
    void jsonBeyondTheLimitsIsCorrupt() throws IOException {
        String manifest = Files.readString(run.resolve("manifest.json"));
        for (String damage : List.of(
                "\"x\" : " + "[".repeat(100_000) + "]".repeat(100_000) + ",",
                "\"x\" : " + "{\"a\":".repeat(65) + "1" + "}".repeat(65) + ",",
                "\"x\" : " + "9".repeat(401) + ",",
                "\"seed\" : 1, \"seed\" : 2,",
                "\"seed\" : 1e400,",
                "} {")) {
            Files.writeString(run.resolve("manifest.json"), manifest.replaceFirst("\\{", "{" + damage));
            assertThatThrownBy(() -> Manifest.read(run.resolve("manifest.json")))
                    .isInstanceOf(InputException.class)
                    .message()
                    .contains("manifest.json is corrupt: ")
                    .hasSizeLessThan(500);
        }
    }

    @Test
    void aClaimOfTheManifestWithoutBoundsIsCorrupt() throws IOException {
        edit("manifest.json", "\"min\" : 5.0", "\"least\" : 5.0");
        assertThatThrownBy(() -> Report.html(RunDirectory.open(run)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("manifest.json is corrupt: claim length has neither min nor max");
    }

    @Test
    void aFigureWithoutItsTitleIsCorrupt() throws IOException {
        edit("figures.json", "\"title\":", "\"x\":null,\"was\":");
        assertThatThrownBy(() -> Report.html(RunDirectory.open(run)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("figures.json is not a list of figures");
    }

    /// What is exported is named after the arrays.
    @Test
    void theNameOfAnArrayCannotLeadOutOfAFolder() throws IOException {
        edit("result.json", "\"name\" : \"position\"", "\"name\" : \"../../position\"");
        assertThatThrownBy(() -> Result.read(run.resolve("result.json")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("result.json is corrupt: ");
    }

    /// Bound: ten seconds; a device never ends.
    @Test
    @Timeout(10)
    void aDeviceAmongTheInputsIsNotRead() throws IOException {
        edit(
                "manifest.json",
                "\"inputs\" : [ ]",
                "\"inputs\" : [ {\"name\": \"x\", \"path\": \"/dev/zero\", \"bytes\": 9, \"sha256\": \"00\"} ]");
        assertThat(Verify.run(run).notes()).contains("input file /dev/zero is not there any more");
    }

    /// 20,000 headings over 20,000 short lines would be a table of 3 GB.
    @Test
    void manyHeadingsOverManyLinesAreRefusedWithoutATable() throws IOException {
        Files.writeString(run.resolve("scalars.csv"), "step" + ",a".repeat(20_000) + "\n" + "1\n".repeat(20_000));
        assertThatThrownBy(() -> Report.html(RunDirectory.open(run)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("scalars.csv, line 2: 1 cell under 20001 headings");
    }

    @Test
    void textThatIsNotUtf8IsNamed() throws IOException {
        Files.write(run.resolve("cite.bib"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> Report.html(RunDirectory.open(run)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cite.bib is corrupt: it is not UTF-8 text");
    }

    @Test
    void anEditedConfigurationIsFound() throws IOException {
        edit("config.toml", "steps = 5", "steps = 6");
        assertProblem("config.toml was edited");
    }

    @Test
    void aBrokenRowIsFoundWithItsLine() throws IOException {
        List<String> rows = Files.readAllLines(run.resolve("scalars.csv"));
        edit("scalars.csv", rows.get(2), "2,oops,3,");
        assertProblem("scalars.csv, line 3: 'oops' is not a finite number");
    }

    @Test
    void aRowWithTooFewCellsIsFound() throws IOException {
        Files.writeString(run.resolve("scalars.csv"), "6,1.0\n", StandardOpenOption.APPEND);
        assertProblem("scalars.csv, line 7: 2 cells where there are 4 columns");
    }

    @Test
    void aTornLastLineIsOnlyANote() throws IOException {
        Files.writeString(run.resolve("events.jsonl"), "{\"ti", StandardOpenOption.APPEND);
        Verify.Report report = Verify.run(run);
        assertThat(report.problems()).isEmpty();
        assertThat(report.notes()).singleElement().asString().contains("events.jsonl: the last line is incomplete");
    }

    @Test
    void aBrokenEventIsFoundWithItsLine() throws IOException {
        Files.writeString(run.resolve("events.jsonl"), "not json\n", StandardOpenOption.APPEND);
        assertProblem("events.jsonl, line ", "it is not JSON");
    }

    @Test
    void aResultThatIsTooNewIsFound() throws IOException {
        edit("result.json", "\"format_version\" : 1", "\"format_version\" : 9");
        assertProblem("result.json is too new");
    }

    @Test
    void aFolderThatIsNoRunIsRefused() {
        assertThatThrownBy(() -> Verify.run(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is not a run directory");
    }
}
