package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream talk = new ByteArrayOutputStream();
    private final AtomicLong seconds = new AtomicLong();

    private ProgressLine line(Terminal terminal) {
        Console console = new Console(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(talk, true, StandardCharsets.UTF_8),
                terminal);
        return new ProgressLine(console, () -> seconds.get() * 1_000_000_000L);
    }

    private String said() {
        return talk.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutATerminalThereIsALineEveryTenSecondsAtMost() {
        try (ProgressLine progress = line(Terminal.NONE)) {
            for (int step = 1; step <= 100; step++) {
                seconds.incrementAndGet();
                progress.show(step, 100, "step " + step, 100 - step);
            }
        }
        assertThat(said().lines()).hasSize(10).allMatch(text -> text.endsWith(" left"));
        assertThat(said()).doesNotContain("\r");
    }

    @Test
    void aLongRunHasAtMostAHundredLines() {
        try (ProgressLine progress = line(Terminal.NONE)) {
            for (int step = 1; step <= 10_000; step++) {
                seconds.addAndGet(11);
                progress.show(step, 10_000, "step " + step, Double.NaN);
            }
        }
        assertThat(said().lines()).hasSize(100);
    }

    @Test
    void onATerminalOneLineIsRedrawnAndWipedAtTheEnd() {
        try (ProgressLine progress = line(new Terminal(true, true, false, 40))) {
            for (int step = 1; step <= 5; step++) {
                seconds.incrementAndGet();
                progress.show(step, 5, "a very long description of what is being done " + step, 1);
            }
        }
        assertThat(said()).doesNotContain("\n").endsWith("\r" + " ".repeat(39) + "\r");
        assertThat(said().split("\r", -1))
                .allSatisfy(text -> assertThat(text.length()).isLessThan(40));
    }

    @Test
    void durationsAreForPeople() {
        assertThat(ProgressLine.duration(42)).isEqualTo("42 s");
        assertThat(ProgressLine.duration(200)).isEqualTo("3 min 20 s");
        assertThat(ProgressLine.duration(7500)).isEqualTo("2 h 5 min");
    }
}
