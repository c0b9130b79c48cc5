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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
                        List.of("20 units", "--exact", "at most 12", "sampled from a simulation")),
                new Mistake(
                        "N too large for the exact gradient",
                        List.of(
                                "measure",
                                "infomax",
                                "--weights",
                                "%s/large.npy",
                                "--p-max",
                                "0.9",
                                "--rate",
                                "0.1",
                                "--gradient",
                                "exact"),
                        List.of("20 units", "--gradient exact", "at most 12")),
                new Mistake(
                        "--exact of a simulation",
                        List.of(
                                "measure",
                                "infomax",
                                "--weights",
                                "%s/small.npy",
                                "--p-max",
                                "0.9",
                                "--rate",
                                "0.1",
                                "--exact",
                                "--method",
                                "sampled"),
                        List.of("--exact", "--method sampled", "leave one of them out")),
                new Mistake(
                        "output folder that cannot be written",
                        List.of("run", SMALL, "--out", "%s/a-file/run"),
                        List.of("a-file/run cannot be written (not a directory)", "may write to with --out")),
                new Mistake(
                        "output folder in a place without folders",
                        List.of("run", SMALL, "--out", "/proc/gyre"),
                        List.of("/proc/gyre cannot be written", "may write to with --out")),
                new Mistake(
                        "no output folder", List.of("run", SMALL, "--out", ""), List.of("--out", "names no folder")),
                new Mistake(
                        "output folder with something in it",
                        List.of("run", SMALL, "--out", "%s"),
                        List.of("--out", "empty")),
                new Mistake("no run", List.of("resume", "%s"), List.of("not a run directory", "manifest.json")),
                new Mistake(
                        "a time without unit", List.of("run", SMALL, "--max-time", "10"), List.of("--max-time", "10m")),
                new Mistake("no threads", List.of("run", SMALL, "--threads", "0"), List.of("--threads", "at least 1")),
                new Mistake(
                        "word for a number",
                        List.of("run", SMALL, "--seed", "one"),
                        List.of("--seed one: must be a whole number")),
                new Mistake(
                        "a number that is too large",
                        List.of("run", SMALL, "--threads", "3000000000"),
                        List.of("--threads 3000000000: must be a whole number", "to 2147483647")),
                new Mistake(
                        "word for a real number",
                        List.of("measure", "powerlaw", "--sample", "%s/constant.txt", "--xmin", "low"),
                        List.of("--xmin low: must be a number")),
                new Mistake(
                        "unknown word for a choice",
                        List.of("export", "%s", "--format", "xls"),
                        List.of("--format xls: must be npz or csv")),
                new Mistake("option without value", List.of("run", SMALL, "--seed"), List.of("--seed needs a value")),
                new Mistake(
                        "option given twice",
                        List.of("run", SMALL, "--seed", "1", "--seed", "2"),
                        List.of("--seed: is given more than once")),
                new Mistake(
                        "two of a choice",
                        List.of("measure", "avalanches", "--spikes", "a", "--raster", "b"),
                        List.of("--spikes and --raster exclude one another")),
                new Mistake(
                        "none of a choice",
                        List.of("measure", "avalanches"),
                        List.of("needs one of --spikes FILE, --raster FILE or --activity FILE")),
                new Mistake(
                        "a width without unit",
                        List.of("measure", "avalanches", "--spikes", "a", "--bin", "4"),
                        List.of("--bin: '4' is not a time", "4ms")),
                new Mistake(
                        "an override without value",
                        List.of("run", SMALL, "--set", "foo"),
                        List.of("--set foo", "training.learning_rate=0.1")),
                new Mistake(
                        "no blocks",
                        List.of("run", "replay", "--set", "training.blocks=0"),
                        List.of("--set training.blocks=0: training.blocks = 0: must be at least 1")),
                new Mistake(
                        "unknown preset to print",
                        List.of("presets", "natural-imags"),
                        List.of("unknown preset 'natural-imags'", "did you mean 'natural-images'?")),
                new Mistake(
                        "preset unlike all others",
                        List.of("presets", "nosuch"),
                        List.of("unknown preset 'nosuch'", "there are recurrent-infomax/natural-images")),
                new Mistake(
                        "empty file",
                        List.of("measure", "powerlaw", "--sample", "%s/a-file"),
                        List.of("a-file: the file is empty")),
                new Mistake(
                        "one column for two",
                        List.of("measure", "avalanches", "--spikes", "%s/constant.txt", "--bin", "4ms"),
                        List.of("has 1 column;", "two were expected")),
                new Mistake(
                        "a goodness of fit of one replica",
                        List.of("measure", "powerlaw", "--sample", "%s/constant.txt", "--bootstrap", "1"),
                        List.of("--bootstrap 1", "at least 2")),
                new Mistake("missing option", List.of("measure", "infomax"), List.of("--weights", "--p-max", "--rate")),
                new Mistake("missing file", List.of("data", "info", "%s/nowhere"), List.of("nowhere", "no such file")));
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("text.png"), "not a picture\n");
        Files.writeString(folder.resolve("a-file"), "");
        Files.writeString(folder.resolve("constant.txt"), "3\n".repeat(100));
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

    /// The holder is a real second process at work in the folder.
    @Test
    @Timeout(120)
    void aRunDirectoryInUseByAnotherProcessIsRefusedWithItsHolder() throws Exception {
        Path run = folder.resolve("run");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "replay",
                        "--quiet",
                        "--out",
                        run.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("holder.log").toFile())
                .start();
        try {
            while (!Files.exists(run.resolve("result.json")) && holder.isAlive()) {
                Thread.sleep(20);
            }
            assertThat(holder.isAlive()).as("the holder is at work").isTrue();
            for (List<String> command :
                    List.of(List.of("resume", run.toString()), List.of("run", SMALL, "--out", run.toString()))) {
                Invocation second = Invocation.of(command.toArray(String[]::new));
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.out()).isEmpty();
                assertThat(second.err().lines()).hasSize(1);
                assertThat(second.err())
                        .contains("in use by process " + holder.pid(), "wait until it ends")
                        .doesNotContain("gyre resume");
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void aFinishedRunIsNotOfferedForResuming() {
        Path run = folder.resolve("run");
        assertThat(Invocation.of("run", SMALL, "--out", run.toString()).exitCode())
                .isBetween(0, 1);
        Invocation again = Invocation.of("run", SMALL, "--out", run.toString());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err().lines()).hasSize(1);
        assertThat(again.err())
                .contains("it is finished; choose another folder")
                .doesNotContain("gyre resume");
    }
}
