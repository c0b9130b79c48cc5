package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.run.Verify;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        edit("result.json", "\"min\" : 5.0", "\"min\" : 6.0");
        assertProblem("the claim length says 5, pass, and its value gives 5, fail");
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
