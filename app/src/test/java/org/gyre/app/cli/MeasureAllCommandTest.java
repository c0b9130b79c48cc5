package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureAllCommandTest {
    @TempDir
    Path folder;

    /// Three units for 20 s, as time and unit.
    private Path spikes() throws IOException {
        Path file = folder.resolve("spikes.csv");
        CounterRandom random = RandomStream.of(1).generator();
        StringBuilder text = new StringBuilder();
        for (int tick = 0; tick < 20_000; tick++) {
            for (int unit = 0; unit < 3; unit++) {
                if (random.nextDouble() < 0.02) {
                    text.append(tick / 1000.0).append(',').append(unit).append('\n');
                }
            }
        }
        return Files.writeString(file, text);
    }

    @Test
    void writesAPageAndPrintsOneObject() throws IOException {
        Path page = folder.resolve("page.html");
        Invocation call = Invocation.of(
                "measure",
                "all",
                spikes().toString(),
                "--out",
                page.toString(),
                "--surrogates",
                "19",
                "--threads",
                "1",
                "--json");
        assertThat(call.exitCode()).as(call.err()).isEqualTo(ExitCode.DONE);
        Map<String, Object> object = JsonText.parse(call.out());
        assertThat(object)
                .containsEntry("units", 3)
                .containsEntry("bin_s", 0.004)
                .containsEntry("report", page.toString())
                .containsEntry("stopped", false)
                .containsKeys("file", "sha256", "spikes", "duration_s", "bins", "sections", "warnings");
        assertThat(object.get("omitted"))
                .asString()
                .as("avalanches of independent units are too short to have a shape; nothing else is left out")
                .startsWith("[{")
                .contains("section=shapes", "a shape collapse needs 3")
                .doesNotContain("}, {");
        assertThat(object.get("sections"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                .containsKeys("raster", "rates", "avalanches", "branching", "transfer", "storage", "words");
        String html = Files.readString(page);
        assertThat(html).startsWith("<!DOCTYPE html>").contains("Content-Security-Policy", "How to repeat");
        assertThat(html).doesNotContain("<script");
    }

    @Test
    void doesNotReplaceAPageUnlessTold() throws IOException {
        Path page = Files.writeString(folder.resolve("page.html"), "mine");
        String file = spikes().toString();
        Invocation refused = Invocation.of("measure", "all", file, "--out", page.toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.INPUT_ERROR);
        assertThat(refused.err()).contains("is there already", "--overwrite");
        assertThat(page).hasContent("mine");
        Invocation told = Invocation.of(
                "measure", "all", file, "--out", page.toString(), "--overwrite", "--sections", "rates,raster");
        assertThat(told.exitCode()).as(told.err()).isEqualTo(ExitCode.DONE);
        assertThat(told.out()).contains("Rates: ", "report  " + page);
        assertThat(Files.readString(page)).contains("Report of a recording");
    }

    @Test
    void tellsWhatIsWrongInOneSentence() throws IOException {
        String file = spikes().toString();
        String page = folder.resolve("page.html").toString();
        assertThat(mistake("measure", "all", file, "--out", page, "--bin", "4")).contains("--bin", "4ms", "mean-isi");
        assertThat(mistake("measure", "all", file, "--out", page, "--surrogates", "3"))
                .contains("3 surrogates", "at least 19");
        assertThat(mistake("measure", "all", file, "--out", page, "--surrogates", "2147483647"))
                .contains("2147483647 surrogates", "at most 1000000");
        assertThat(mistake("measure", "all", file, "--out", page, "--sections", "rats"))
                .contains("'rats'", "did you mean rates?");
        assertThat(mistake("measure", "all", file, "--out", folder.toString())).contains("is a folder");
        assertThat(mistake("measure", "all", file, "--out", page + "/none/page.html"))
                .contains("there is no folder", "make it first");
        assertThat(mistake("measure", "all", file, "--out", file + "/page.html"))
                .contains("spikes.csv is not a folder");
        assertThat(mistake("measure", "all", folder.resolve("none.h5").toString(), "--out", page))
                .contains("none.h5");
        assertThat(Path.of(page)).doesNotExist();
    }

    private static String mistake(String... arguments) {
        Invocation call = Invocation.of(arguments);
        assertThat(call.exitCode()).as(call.err()).isEqualTo(ExitCode.INPUT_ERROR);
        assertThat(call.err().strip()).doesNotContain("\n").doesNotContain("Exception");
        return call.err();
    }
}
