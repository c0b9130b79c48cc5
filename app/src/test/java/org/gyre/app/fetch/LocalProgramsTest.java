package org.gyre.app.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LocalProgramsTest {
    @TempDir
    Path folder;

    private void run(int seconds, String... command) throws IOException {
        new LocalPrograms(Duration.ofSeconds(seconds)).run(List.of(command), folder, folder.resolve("out"));
    }

    @Test
    void aProgramRunsInItsFolderAndItsOutputIsKept() throws IOException {
        run(60, "sh", "-c", "echo here > a; echo \"$1\"; echo noise >&2", "sh", "two words; $(touch b)");
        assertThat(folder.resolve("a")).hasContent("here");
        assertThat(folder.resolve("out")).hasContent("two words; $(touch b)");
        assertThat(folder.resolve("b")).doesNotExist();
    }

    @Test
    void aProgramThatIsMissingOrFailsIsNamedWithItsLastWords() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(60, "no-such-program-of-gyre"))
                .withMessage("there is no no-such-program-of-gyre here");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(60, "sh", "-c", "echo first >&2; echo E: no such package >&2; exit 100"))
                .withMessage("sh failed: E: no such package");
    }

    @Test
    @Timeout(30)
    void aProgramThatDoesNotEndIsStopped() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(1, "sleep", "600"))
                .withMessage("sleep did not end within 1 s");
    }
}
