package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.storage.HeldLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a user may get wrong: each ends with exit code 2 and one sentence that names the place and the remedy.
class BadInputTest {
    private static final String NATURAL_IMAGES = "recurrent-infomax/natural-images";
    private static final String SMALL = "gaussian-against-exact";

    @TempDir
    Path folder;

    /// A row of the table.
    ///
    /// @param arguments `%s` stands for the test's folder
    /// @param words what the sentence must contain
    record Mistake(String what, List<String> arguments, List<String> words) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake("missing photograph", List.of("run", "%s/missing-photo.toml"), List.of("nowhere.png")),
                new Mistake(
                        "text file named .png",
                        List.of("run", "%s/text-photo.toml"),
                        List.of("text.png", "is text", "PNG")),
                new Mistake(
                        "unknown preset",
                        List.of("run", "recurrent-infomax/natural-image"),
                        List.of("unknown preset", "did you mean 'recurrent-infomax/natural-images'?")),
                new Mistake(
                        "unknown key",
                        List.of("run", "%s/unknown-key.toml"),
                        List.of("unknown-key.toml", "line 3", "netwroks", "networks")),
                new Mistake(
                        "p_max 1.2", List.of("run", SMALL, "--set", "p_max=1.2"), List.of("p_max", "1.2", "(0, 1]")),
                new Mistake("negative rate", List.of("run", SMALL, "--set", "rate=-0.1"), List.of("rate", "-0.1")),
                new Mistake(
                        "p_max 1.2 of a measure",
                        List.of("measure", "infomax", "--weights", "%s/small.npy", "--p-max", "1.2", "--rate", "0.1"),
                        List.of("--p-max", "1.2", "(0, 1]")),
                new Mistake(
                        "negative rate of a measure",
                        List.of("measure", "infomax", "--weights", "%s/small.npy", "--p-max", "0.9", "--rate", "-1"),
                        List.of("--rate", "-1")),
                new Mistake(
                        "N too large for --exact",
                        List.of(
                                "measure",
                                "infomax",
                                "--weights",
                                "%s/large.npy",
                                "--p-max",
                                "0.9",
                                "--rate",
                                "0.1",
                                "--exact"),
                        List.of("20 units", "12")),
                new Mistake(
                        "output folder that cannot be written",
                        List.of("run", SMALL, "--out", "%s/a-file/run"),
                        List.of("a-file", "cannot be written")),
                new Mistake(
                        "output folder with something in it",
                        List.of("run", SMALL, "--out", "%s"),
                        List.of("--out", "empty")),
                new Mistake("no run", List.of("resume", "%s"), List.of("not a run directory", "manifest.json")),
                new Mistake(
                        "a time without unit", List.of("run", SMALL, "--max-time", "10"), List.of("--max-time", "10m")),
                new Mistake("no threads", List.of("run", SMALL, "--threads", "0"), List.of("--threads", "at least 1")),
                new Mistake("word for a number", List.of("run", SMALL, "--seed", "one"), List.of("--seed", "one")),
                new Mistake("missing option", List.of("measure", "infomax"), List.of("--weights", "--p-max", "--rate")),
                new Mistake("missing file", List.of("data", "info", "%s/nowhere"), List.of("nowhere", "no such file")));
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("text.png"), "not a picture\n");
        Files.writeString(folder.resolve("a-file"), "");
        Files.writeString(folder.resolve("unknown-key.toml"), "kind = \"infomax-proxy\"\nunits = 4\nnetwroks = 10\n");
        Files.write(folder.resolve("small.npy"), NpyWriter.toBytes(NpyArray.of(new double[9], 3, 3)));
        Files.write(folder.resolve("large.npy"), NpyWriter.toBytes(NpyArray.of(new double[400], 20, 20)));
        photograph("missing-photo.toml", "nowhere.png");
        photograph("text-photo.toml", "text.png");
    }

    /// The preset of natural images with a photograph of one's own.
    private void photograph(String file, String photograph) throws IOException {
        String toml = Invocation.of("presets", NATURAL_IMAGES).out();
        Files.writeString(
                folder.resolve(file),
                toml.replaceFirst("(?m)^images *= *\\[[^\\]]*\\]", "images = [\"" + photograph + "\"]"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldInOneSentence(Mistake mistake) {
        List<String> arguments = new ArrayList<>();
        mistake.arguments.forEach(argument -> arguments.add(argument.replace("%s", folder.toString())));
        if (arguments.getFirst().equals("run") && !arguments.contains("--out")) {
            arguments.addAll(List.of("--out", folder.resolve("out").toString()));
        }

        Invocation answer = Invocation.of(arguments.toArray(String[]::new));

        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).startsWith("gyre: ").contains(mistake.words).doesNotContain("Exception");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aRunDirectoryInUseIsRefusedWithItsHolder() throws IOException {
        Path run = folder.resolve("run");
        assertThat(Invocation.of("run", SMALL, "--out", run.toString()).exitCode())
                .isBetween(0, 1);
        try (HeldLock _ = new RunDirectory(run).lock(new DiskStorage())) {
            Invocation second = Invocation.of("resume", run.toString());
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.err().lines()).hasSize(1);
            assertThat(second.err())
                    .contains("in use")
                    .contains(Long.toString(ProcessHandle.current().pid()));
        }
    }
}
